"""Scores as text, JSON, JUnit and one page of HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from xml.sax.saxutils import quoteattr

from edi.harness.expected import to_json
from edi.harness.scoring import FAILURES, MARKS, Scored, Scores, SnipScore

_WORDS = {
    "found": "found", "elsewhere": "found at another place", "missed": "missed", "silent": "not remarked on",
    "false alarm": "good file refused", "error": "no verdict",
}  # fmt: skip


def as_text(scores: Scores, *, every: bool = False) -> str:
    """A table by type, and the pairs that failed (`every`: all)."""
    return "\n".join([*_table(scores), *_listed(scores, every=every), ""])


def _table(scores: Scores) -> Iterator[str]:
    yield f"{'':12}{'pairs':>7}" + "".join(f"{mark:>13}" for mark in MARKS) + f"{'detection':>11}{'seconds':>9}"
    for row in (*scores.types, scores.total):
        name = f"SNIP {row.snip}" if row.snip else "all"
        counts = "".join(f"{row.marks.get(mark, 0):>13}" for mark in MARKS)
        yield f"{name:12}{row.pairs:>7}{counts}{_percent(row):>11}{row.seconds:>9.1f}"


def _percent(row: SnipScore) -> str:
    return f"{row.detection} %" if row.detection is not None else "-"


def _listed(scores: Scores, *, every: bool) -> Iterator[str]:
    some = [one for one in scores.pairs if every or one.mark in FAILURES]
    if some:
        yield ""
    for one in some:
        yield f"{one.mark:12} {one.id}" + (f": {one.problem}" if one.problem else "")


def as_json(scores: Scores) -> str:
    """Everything, for machines."""
    return to_json(scores).decode()


def as_junit(scores: Scores) -> str:
    """A test suite a SNIP type, a test case a pair: what build servers show."""
    return "".join(_junit(scores))


def _junit(scores: Scores) -> Iterator[str]:
    failed, errors = _failures(scores.pairs), _errors(scores.pairs)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    counts = f'tests="{len(scores.pairs)}" failures="{failed}" errors="{errors}"'
    yield f"<testsuites name={_attribute(scores.tool)} {counts}>\n"
    for row in scores.types:
        some = [one for one in scores.pairs if one.snip == row.snip]
        counts = f'tests="{len(some)}" failures="{_failures(some)}" errors="{_errors(some)}"'
        skipped = sum(one.mark == "silent" for one in some)
        yield f'<testsuite name="SNIP {row.snip}" {counts} skipped="{skipped}" time="{row.seconds:.3f}">\n'
        for one in some:
            yield from _case(one)
        yield "</testsuite>\n"
    yield "</testsuites>\n"


def _case(one: Scored) -> Iterator[str]:
    head = f"<testcase classname={_attribute(one.id.rsplit('/', 1)[0].replace('/', '.'))}"
    head += f' name={_attribute(one.id.rsplit("/", 1)[1])} time="{one.seconds:.3f}"'
    message = _attribute(f"{_WORDS[one.mark]}: {one.title}" + (f" ({one.problem})" if one.problem else ""))
    if one.mark == "found":
        yield f"{head}/>\n"
        return
    kind = "error" if one.mark == "error" else "skipped" if one.mark == "silent" else "failure"
    yield f"{head}><{kind} message={message}/></testcase>\n"


def _failures(pairs: list[Scored]) -> int:
    return sum(one.mark in FAILURES and one.mark != "error" for one in pairs)


def _errors(pairs: list[Scored]) -> int:
    return sum(one.mark == "error" for one in pairs)


def _attribute(text: str) -> str:
    return quoteattr("".join(mark if mark.isprintable() else "?" for mark in text))


_STYLE = """body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:64rem;padding:0 1rem;color:#1b1f24}
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{padding:.3rem .6rem;border-bottom:1px solid #d8dee4;
text-align:left}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.m{white-space:nowrap;font-weight:600}
.found{color:#116329}.silent{color:#57606a}.elsewhere{color:#7d4e00}.bad{color:#a40e26}code{font-size:.9em}
@media (prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}th,td{border-color:#30363d}
.found{color:#56d364}.silent{color:#8b949e}.elsewhere{color:#e3b341}.bad{color:#ff7b72}}"""


def as_html(scores: Scores) -> str:
    """One page that needs no network."""
    return "".join(_html(scores))


def _html(scores: Scores) -> Iterator[str]:
    tool = escape(scores.tool)
    yield f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Scores of {tool}</title>\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<style>{_STYLE}</style></head>\n<body><h1>Scores of {tool}</h1>\n"
    yield f"<p>{len(scores.pairs)} pairs of the suite {escape(scores.suite)}; {scores.total.seconds:.1f} s.</p>\n"
    head = "".join(f'<th class="n">{_WORDS[mark]}</th>' for mark in MARKS)
    yield f'<table><thead><tr><th>type</th><th class="n">pairs</th>{head}<th class="n">detection</th></tr></thead>\n'
    yield "<tbody>\n"
    for row in (*scores.types, scores.total):
        cells = "".join(f'<td class="n">{row.marks.get(mark, 0)}</td>' for mark in MARKS)
        name = f"SNIP {row.snip}" if row.snip else "all"
        yield f'<tr><td>{name}</td><td class="n">{row.pairs}</td>{cells}<td class="n">{_percent(row)}</td></tr>\n'
    yield "</tbody></table>\n<table><thead><tr><th>result</th><th>pair</th><th>what is broken</th></tr></thead>\n"
    yield "<tbody>\n"
    for one in sorted(scores.pairs, key=lambda each: (MARKS.index(each.mark) == 0, each.id)):
        kind = one.mark if one.mark in ("found", "silent", "elsewhere") else "bad"
        problem = f"<br>{escape(one.problem)}" if one.problem else ""
        yield (
            f'<tr><td class="m {kind}">{_WORDS[one.mark]}</td><td><code>{escape(one.id)}</code></td>'
            f"<td>{escape(one.title)}{problem}</td></tr>\n"
        )
    yield "</tbody></table></body></html>\n"


FORMS: dict[str, Callable[[Scores], str]] = {
    "text": as_text, "json": as_json, "junit": as_junit, "html": as_html,
}  # fmt: skip
