"""The summary for people, on standard error, and one line a finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edi.diagnostics import Diagnostic, Severity
from edi.diagnostics.shown import shown
from edi.model.money import dollars
from edi.views import tables
from edi.views.counts import plural
from edi.views.run_result import OutputFile, RunResult
from edi.views.spoken import place_of, speak

MOST_CODES = 10
BOLD, RESET = "\x1b[1m", "\x1b[0m"
COLOUR: dict[str, str] = {
    "error": "\x1b[31m",
    "warning": "\x1b[33m",
    "info": "\x1b[36m",
    "sent": "\x1b[32m",
    "withheld": "\x1b[31m",
}


def shown_dollars(cents: int) -> str:
    """Cents for reading: 512000 -> "$5,120.00"."""
    whole, _, part = dollars(abs(cents)).partition(".")
    return f"{'-' if cents < 0 else ''}${int(whole):,}.{part}"


def finding_line(finding: Diagnostic, run: RunResult, *, show_values: bool = False) -> str:
    """A finding as `file:'Sheet'!H17: LN014 message`, so that editors and grep work."""
    spoken = speak(finding, run, show_values=show_values)
    place = place_of(finding.where)
    return shown(f"{finding.where.file}:{place + ':' if place else ''} {finding.code} {spoken.message}")


def summary_text(
    run: RunResult, *, rejects: Sequence[str] = (), colour: bool = False, show_values: bool = False
) -> str:
    """What a run did, in a few lines: counts and dollars, the findings by code with one place each, and the next
    step. `rejects` are the names of the marked copies that were written."""
    parts = ["\n".join(block) for block in _blocks(run, rejects, colour, show_values) if block]
    return "\n\n".join(parts) + "\n"


def _blocks(run: RunResult, rejects: Sequence[str], colour: bool, show_values: bool) -> Iterator[list[str]]:
    yield list(_totals(run, colour))
    yield list(_findings(run, colour, show_values))
    yield list(_next_steps(run, rejects))


def _paint(text: str, name: str, colour: bool) -> str:
    return f"{COLOUR.get(name, BOLD)}{text}{RESET}" if colour else text


def _totals(run: RunResult, colour: bool) -> Iterator[str]:
    tally = run.tally
    names = shown(", ".join(part.file for part in run.inputs)) or "no input"
    yield _paint(names, "", colour)
    notes = {"sent": _sent_as(run), "skipped": _skipped_as(run), "withheld": "", "read": ""}
    amounts = {name: shown_dollars(cents) for name, cents in tally.cents.items()}
    rows_wide = max(len(f"{count:,}") for count in tally.rows.values())
    wide = max(map(len, amounts.values()))
    for name in ("read", "sent", "withheld", "skipped"):
        painted = _paint(f"{name:<9}", name, colour and bool(tally.rows[name]) and name in COLOUR)
        unit = "row " if tally.rows[name] == 1 else "rows"
        amount = f"  {amounts[name]:>{wide}}" if run.kind == "837P" else ""
        line = f"  {painted} {tally.rows[name]:>{rows_wide},} {unit}{amount}  {notes[name]}"
        yield line.rstrip()


def _sent_as(run: RunResult) -> str:
    return "; ".join(f"{contents(made)} in {made.file}" for made in run.outputs)


def contents(made: OutputFile) -> str:
    """What a file that was made holds, in words."""
    if made.kind == "837P":
        return plural(made.claims, "claim")
    counts = ((made.groups, "group"), (made.sites, "site"), (made.providers, "provider"))
    return ", ".join(plural(count, name) for count, name in counts)


def _skipped_as(run: RunResult) -> str:
    reasons = tables.skipped_by_reason(tables.dispositions(run))
    return ", ".join(f"{reason} {count:,}" for reason, count in reasons)


def _findings(run: RunResult, colour: bool, show_values: bool) -> Iterator[str]:
    rows = tables.by_code(run, show_values=show_values)
    wide = max((len(f"{row.found:,}") for row in rows[:MOST_CODES]), default=1)
    for row in rows[:MOST_CODES]:
        where = row.example.where
        place = place_of(where)
        named = len(run.inputs) > 1 or where.file != run.inputs[0].file
        first = f"{where.file}:{place}" if place and named else place or where.file
        label = _paint(f"{row.severity:<7}", row.severity, colour)
        yield f"  {label} {row.code} × {row.found:<{wide},}  {shown(f'{first}: {row.example.message}')}"
    rest = rows[MOST_CODES:]
    if rest:
        yield f"  and {plural(len(rest), 'more code')} with {plural(sum(row.found for row in rest), 'finding')}"


def _next_steps(run: RunResult, rejects: Sequence[str]) -> Iterator[str]:
    yield from (f"With {said}" for said in run.also_used)
    yield from list(_to_answer(run)) or _to_correct(run, rejects)
    if run.sample_profile:
        yield "Built-in sample profile: test data (ISA15 = T). Run `edi-translate init` before you submit anything."


def _to_answer(run: RunResult) -> Iterator[str]:
    for part in run.inputs:
        if part.questions:
            yield f"Next: answer {plural(len(part.questions), 'open question')} with `edi-translate read {part.file}`."


def _to_correct(run: RunResult, rejects: Sequence[str]) -> Iterator[str]:
    tally = run.tally
    if tally.rows["withheld"] and rejects:
        yield f"Next: correct the coloured cells in {', '.join(rejects)} and run it again."
    elif tally.rows["withheld"]:
        yield f"Next: correct {plural(tally.rows['withheld'], 'withheld row')} and run the file again."
    elif _count(run, "error"):
        yield "Next: correct what the errors name and run again."
    elif not tally.rows["sent"]:
        yield "Nothing was sent."
    elif run.outputs and not (run.usage == "T" or run.sample_profile):
        yield f"Next: submit {', '.join(made.file for made in run.outputs)}."


def _count(run: RunResult, severity: Severity) -> int:
    return sum(run.severity(finding.code) == severity for finding in run.all_findings)
