"""The pages written by hand: their links lead somewhere, and their commands exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from edi.cli.main import DEFAULT_COMMAND, main
from tests.tools.docs_pages.markdown import DOCS, GENERATED, ROOT

TOP = [path for name in ("README", "CHANGELOG", "CONTRIBUTING", "SECURITY") if (path := ROOT / f"{name}.md").is_file()]
PAGES = sorted(DOCS.rglob("*.md")) + TOP
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^ *```(\w*)[^\n]*\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
# What ends a command on a line of a shell: a pipe, a redirection, a list.
SHELL = {"|", ">", ">>", "2>", "&&", "||", ";", "<"}


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", text))


def anchors(page: Path) -> set[str]:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    plain = (re.sub(r"<[^>]*>", "", heading).lower().strip() for heading in headings)
    made = {re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", heading)).strip("-") for heading in plain}
    return made | set(re.findall(r'<a id="([^"]+)"', text))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(without_code(page.read_text(encoding="utf-8"))):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.is_file(), f"{target}: no such page"
        if anchor and found.suffix == ".md":
            assert anchor in anchors(found), f"{target}: no such place"


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent == DOCS or page in TOP], ids=name_of)
def test_the_site_holds_what_the_navigation_needs(page: Path) -> None:
    assert page.read_text(encoding="utf-8").startswith("# ")


def commands(text: str) -> Iterator[list[str]]:
    """The words of every `edi-translate ...` of a page, in blocks of shell and in the text."""
    blocks = [body for language, body in FENCE.findall(text) if language in ("bash", "sh", "console")]
    lines = [line.strip() for body in blocks for line in body.replace("\\\n", " ").splitlines()]
    lines += re.findall(r"`(edi-translate [^`\n]+)`", FENCE.sub("", text))
    for line in lines:
        line = line.removeprefix("$ ")
        if line.startswith("edi-translate "):
            words = shlex.split(line, comments=True)[1:]
            end = next((place for place, word in enumerate(words) if word in SHELL), len(words))
            yield words[:end]


def parse(words: list[str]) -> None:
    """Parses a command line as the program would, without running it; click raises for what does not exist."""
    if words[0] in ("--version", "--help"):
        return
    group: click.Group = main
    context = click.Context(main, info_name="edi-translate", **main.context_settings)
    if words[0] not in main.list_commands(context):
        words = [DEFAULT_COMMAND, *words]
    while True:
        command = group.get_command(context, words[0])
        assert command is not None, f"no command is called {words[0]}"
        words = words[1:]
        if not isinstance(command, click.Group):
            break
        group = command
    made = click.Context(command, info_name=command.name, **main.context_settings)
    values, _, _ = command.make_parser(made).parse_args(args=list(words))
    for parameter in command.params:
        if isinstance(parameter.type, (click.Choice, click.DateTime, click.IntRange)) and parameter.name in values:
            parameter.type_cast_value(made, values[parameter.name])


SHOWN = [(page, words) for page in PAGES for words in commands(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("page", "words"), SHOWN, ids=[f"{name_of(p)}: {' '.join(w)}" for p, w in SHOWN])
def test_every_command_shown_exists(page: Path, words: list[str]) -> None:
    parse(words)


@pytest.mark.parametrize("line", ["no-such-thing --nowhere", "explain --strict LN014", "x.xlsx --check never"])
def test_a_command_that_does_not_exist_is_seen(line: str) -> None:
    with pytest.raises(click.UsageError):
        parse(line.split())


def test_pages_by_hand_are_not_marked_as_generated() -> None:
    generated = {name_of(page) for page in PAGES if GENERATED in page.read_text(encoding="utf-8")}
    folders = {name.rpartition("/")[0] for name in generated}
    assert folders == {"docs/reference", "docs/reference/rules", "docs/reference/harness"}
