"""`edi-translate harness`: files that should be rejected, what validators make of them, and a payer that answers."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import click

from edi.app.given import moment_of
from edi.app.staging import Staging, distinct
from edi.app.x12_inputs import ENDINGS, x12_sources
from edi.cli.harness_base import build_on
from edi.cli.options import common, load_profile, profile_option
from edi.cli.x12_given import x12_given
from edi.control_numbers import Counting

ERRORS = 1
only_option = click.option(
    "--only", multiple=True, metavar="PREFIX", help="Only scenarios whose id begins so, as 837p/snip3 (repeatable)."
)
seed_option = click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Decides names, numbers, amounts and days."
)


def write_text(output: str, text: str) -> None:
    """Write a result to stdout (-) or to a file, which appears when it is whole."""
    if output == "-":
        click.echo(text, nl=False)
        return
    with Staging(Path(output).parent) as staging:
        staging.add(Path(output).name, text.encode())
        staging.commit()
    click.echo(output)


@click.group(name="harness")
def command() -> None:
    """Pairs of a good and a broken file for measuring validators, and a payer that answers.

    \b
    Example:
      edi-translate harness build -o suite
      edi-translate harness run suite --command 'my-validator {file}'
    """


@command.command(name="build")
@click.option(
    "-o", "--output", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
    help="The folder that is made; an earlier suite of that name is replaced.",
)  # fmt: skip
@seed_option
@only_option
@click.option(
    "--base", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="Put the faults on this 837P or 274 of your own.",
)  # fmt: skip
@click.option("--claim", default="", metavar="ID|N", help="The claim of --base; default: the one in its middle.")
@click.option("--received", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Day that --base is judged by.")
@common
def build(
    output: Path, seed: int, only: tuple[str, ...], base: Path | None, claim: str, received: datetime | None,
    quiet: bool, verbose: bool,
    no_color: bool,  # noqa: ARG001 - a common option
) -> int:  # fmt: skip
    """Write the suite: a good and a broken file for each scenario, what is expected of a receiver, a runner.

    \b
    Example:
      edi-translate harness build -o suite
      edi-translate harness build -o suite --base march.837 --claim 42
    """
    from edi.harness.folder import write_folder
    from edi.harness.suite import chosen, members, suite_files

    some = chosen(only)
    if not some:
        raise click.BadParameter(f"no scenario begins with {', '.join(only)}", param_hint="--only")
    if base is not None:
        return build_on(base, claim, f"{moment_of(received):%Y%m%d}", some, output, quiet=quiet, verbose=verbose)
    if claim or received:
        raise click.UsageError("--claim and --received go with --base")
    origin = " ".join((f"seed {seed}", *(f"only {word}" for word in only)))
    write_folder(output, suite_files(members(seed, only), origin))
    click.echo(str(output))
    if not quiet:
        click.echo(f"{len(some)} pairs in {output}", err=True)
    return 0


@command.command(name="run")
@click.argument("suite", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@click.option("--command", "tool", required=True, metavar="CMD", help="The validator, with {file} and maybe {earlier}.")
@click.option(
    "--answer", type=click.Choice(["exit", "x12", "json"]), default="exit", show_default=True,
    help="How it answers: exit code, TA1/999/277CA, or findings as JSON.",
)  # fmt: skip
@click.option("--answer-file", default="", metavar="PATH", help="Where it answers, as {dir}/{name}.999; else stdout.")
@click.option(
    "--rejects", multiple=True, type=click.IntRange(1, 255), help="Exit codes that reject; default: all but 0."
)
@click.option("--timeout", type=click.FloatRange(0.01), default=30.0, show_default=True, help="Seconds for each file.")
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True, help="Files at a time.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "junit", "html"]), default="text", show_default=True
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Write the scores there instead of to stdout.")
@only_option
@common
def run(
    suite: Path, tool: str, answer: str, answer_file: str, rejects: tuple[int, ...], timeout: float, jobs: int,
    form: str, output: str, only: tuple[str, ...], quiet: bool, verbose: bool,
    no_color: bool,  # noqa: ARG001 - a common option
) -> int:  # fmt: skip
    """Measure a validator: what it finds, what it misses, which good files it refuses, by SNIP type.

    \b
    Example:
      edi-translate harness run suite --command 'my-validator {file}' --format html -o scores.html
    """
    from edi.harness.hearing import READERS, by_exit_code
    from edi.harness.running import SuiteError, Tool, hear_all, read_suite
    from edi.harness.score_views import FORMS, as_text
    from edi.harness.scoring import scored, scores

    if rejects and answer != "exit":
        raise click.UsageError("--rejects goes with --answer exit")
    reader = by_exit_code(frozenset(rejects)) if answer == "exit" else READERS[answer]
    try:
        pairs = read_suite(suite, only)
        heard = hear_all(Tool(tool, reader, answer_file, timeout), pairs, jobs)
        result = scores(tool, (suite / "VERSION").read_text(encoding="utf-8").replace("\n", " ").strip(),
                        [scored(*one) for one in heard])  # fmt: skip
    except SuiteError as problem:
        raise click.UsageError(str(problem)) from problem
    text = as_text(result, every=verbose) if form == "text" else FORMS[form](result)
    write_text(output, text)
    if not quiet and (output != "-" or form != "text"):
        click.echo(as_text(result), err=True, nl=False)
    return 0 if result.passed else ERRORS


@command.command(name="matrix")
@click.argument("suite", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@click.option(
    "--tool", "tools", multiple=True, metavar="NAME[=PROGRAM]|FILE.toml", default=("ours",), show_default=True,
    help="ours, pyx12, x12sdk, bots, node-x12 with the Python or node that has it, or one of your own (repeatable).",
)  # fmt: skip
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True, help="Files at a time.")
@click.option("-o", "--output", default="-", metavar="FILE", help="Write the table there instead of to stdout.")
@only_option
@common
def matrix(
    suite: Path, tools: tuple[str, ...], jobs: int, output: str, only: tuple[str, ...], quiet: bool,
    verbose: bool,  # noqa: ARG001 - a common option
    no_color: bool,  # noqa: ARG001 - a common option
) -> int:  # fmt: skip
    """Measure several validators over one suite: a table with a row a scenario and a column a tool.

    \b
    Example:
      edi-translate harness matrix suite --tool ours --tool pyx12=venv/bin/python -o matrix.csv
    """
    from edi.harness.matrix import as_csv, measure
    from edi.harness.running import SuiteError, read_suite
    from edi.harness.tools_known import choose

    try:
        pairs = read_suite(suite, only)
        chosen = [(tool, tool.version()) for tool in map(choose, tools)]
        columns = [measure(tool, version, pairs, jobs) for tool, version in chosen]
    except SuiteError as problem:
        raise click.UsageError(str(problem)) from problem
    origin = (suite / "VERSION").read_text(encoding="utf-8").replace("\n", " ").strip()
    write_text(output, as_csv(columns, origin, f"{moment_of(None):%Y-%m-%d}"))
    if not quiet:
        for column in columns:
            counts = Counter(column.marks.values())
            said = ", ".join(f"{count} {mark}" for mark, count in counts.most_common() if mark != "-")
            click.echo(f"{column.name} {column.version}: {said}", err=True)
    return 0


@command.command(name="respond")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-o", "--output", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
    help="The answers go there.",
)  # fmt: skip
@click.option(
    "--edits", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="What the payer knows and how it answers (TOML); default: it knows everybody and answers in order.",
)  # fmt: skip
@seed_option
@click.option(
    "--received", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), metavar="DATE", help="Day received; default now."
)
@click.option(
    "--number", type=click.IntRange(1, 999_999_999), default=1, show_default=True, help="First control number."
)
@common
def respond(
    files: tuple[str, ...], output: Path, edits: Path | None, seed: int, received: datetime | None, number: int,
    quiet: bool,
    verbose: bool,  # noqa: ARG001 - a common option
    no_color: bool,  # noqa: ARG001 - a common option
) -> int:  # fmt: skip
    """Answer files as a payer would: TA1, 999, 277CA and the state's validation response, with edits of your own.

    \b
    Example:
      edi-translate harness respond march.837 -o answers --edits payer.toml
    """
    from edi.harness.payer_settings import PayerSettings, read_settings
    from edi.harness.respond import respond as answer

    settings = read_settings(edits) if edits else PayerSettings()
    numbers = Counting(number)
    sources = x12_sources(x12_given(files), ENDINGS)
    now = moment_of(received)
    with Staging(output) as staging:
        told = []
        for stem, one in zip(distinct([Path(one.name).stem for one in sources]), sources, strict=True):
            for place, each in enumerate(answer(one.source, one.name, settings, now, seed, numbers), 1):
                name = f"{stem}-{place:02}.{'evr.xml' if each.kind == 'evr' else each.kind}"
                staging.add(name, each.data)
                told.append((name, each))
        paths = staging.commit()
    click.echo("".join(f"{path}\n" for path in paths), nl=False)
    for name, each in () if quiet else told:
        click.echo(
            f"{name} comes {each.arrives:%Y-%m-%d %H:%M}" + (f", {each.oddity}" if each.oddity else ""), err=True
        )
    return 0


@command.command(name="deck")
@click.option("--plan", default="", metavar="NAME", help="Code or name of a plan of the profile; default: its first.")
@click.option("--claims", type=click.IntRange(1, 5000), default=150, show_default=True, help="Claims of the deck.")
@click.option(
    "-o", "--output", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
    help="The files go there.",
)  # fmt: skip
@seed_option
@profile_option
@common
def deck(
    plan: str, claims: int, output: Path, seed: int, profile_path: Path | None, quiet: bool,
    verbose: bool,  # noqa: ARG001 - a common option
    no_color: bool,  # noqa: ARG001 - a common option
) -> int:  # fmt: skip
    """Write a certification deck: invented claims of mixed services, and replacements and voids of some, all right.

    \b
    Example:
      edi-translate harness deck --plan 300 --claims 150 -o deck
    """
    from edi.harness.deck import deck as made_deck
    from edi.t837p.envelope import envelope
    from mappings.payer_file import load_payer

    profile = load_profile(profile_path).profile
    named = [one for one in profile.plans if plan in ("", one.code, one.name, one.payer_id, *one.also_called)]
    if not named:
        raise click.BadParameter(f"{plan}: the profile has no such plan", param_hint="--plan")
    now = moment_of(None, profile.clock.now)
    made = made_deck(
        envelope(load_payer(profile.payer), profile, named[0], now), named[0].code, claims, seed, now.date()
    )
    with Staging(output) as staging:
        for name, data in made.files.items():
            staging.add(name, data)
        click.echo("".join(f"{path}\n" for path in staging.commit()), nl=False)
    if not quiet:
        counts = Counter(one.kind for one in made.claims)
        click.echo(", ".join(f"{count} {kind}" for kind, count in counts.items()), err=True)
    return 0
