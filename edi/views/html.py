"""The report of a run as one self-contained page, for a manager and for the person who corrects the rows.

No script and no network: the content policy of the page allows its own style block, by its hash, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from itertools import islice
from pathlib import PurePath
from typing import Any

from edi.views import charts, tables
from edi.views.run_result import RunResult
from edi.views.spoken import speak

MOST_ROWS = 2_000  # browsers stay quick up to here; the summary and the marked copy hold every row


def report_html(run: RunResult, *, rejects: str = "", summary: str = "", show_values: bool = False) -> bytes:
    """The page as UTF-8, the same bytes for the same run. `rejects` and `summary` are the names of the files
    written beside it ("" where there is none); values are masked unless `show_values`."""
    # Imported here because jinja2 is slow to import, which a run without a report needn't pay.
    from edi.views.page_template import TEMPLATES, page_template

    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    page = page_template().render(
        **_context(run, show_values), rejects=rejects, summary=summary, style=style, style_hash=_hash(style)
    )
    return page.lstrip().encode("utf-8", errors="replace")


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _context(run: RunResult, show_values: bool) -> dict[str, Any]:
    tally = run.tally
    codes = tables.by_code(run, show_values=show_values)
    providers = tables.by_provider(run)
    rejected = list(tables.rejected_rows(run, show_values=show_values))
    told = [one for one in run.all_findings if run.severity(one.code) != "error"]
    drawn = [charts.by_disposition(tally.cents), charts.by_code(codes), charts.by_provider(providers)]
    if run.kind == "274":
        drawn = drawn[1:2]
    return {
        "run": run,
        "money": run.kind == "837P",
        "noun": "service line" if run.kind == "837P" else "row",
        "title": _title(run),
        "several": len(run.inputs) > 1,
        "rows": tally.rows,
        "cents": tally.cents,
        "shares": {name: _share(count, tally.rows["read"]) for name, count in tally.rows.items()},
        "balanced": _balanced(tally.rows) and _balanced(tally.cents),
        "charts": [chart for chart in drawn if any(bar.parts for bar in chart.bars)],
        "codes": codes,
        "error_codes": [row for row in codes if row.severity == "error"],
        "providers": providers,
        "services": tables.by_service(run),
        "rejected": rejected[:MOST_ROWS],
        "rejected_more": max(0, len(rejected) - MOST_ROWS),
        "loose_errors": _loose_errors(run, show_values),
        "skipped": tables.skipped_by_reason(tables.dispositions(run)),
        "told": {
            severity: [speak(one, run, show_values=show_values) for one in islice(matching, MOST_ROWS)]
            for severity in ("warning", "info")
            for matching in [(one for one in told if run.severity(one.code) == severity)]
        },
        "told_count": {name: sum(row.found for row in codes if row.severity == name) for name in ("warning", "info")},
    }


def _loose_errors(run: RunResult, show_values: bool) -> list[Any]:
    """Errors that withheld no row of their own: a sheet without headings, the profile, the run's own output."""
    withholding = {code for part in run.inputs for line in part.dispositions for code in line.codes}
    loose = (one for one in run.all_findings if run.severity(one.code) == "error" and one.code not in withholding)
    return [speak(one, run, show_values=show_values) for one in islice(loose, MOST_ROWS)]


def _title(run: RunResult) -> str:
    names = [PurePath(part.file).name or part.file for part in run.inputs]
    if len(names) > 3:
        return f"{', '.join(names[:2])} and {len(names) - 2} more"
    return ", ".join(names) or "no input"


def _share(count: int, whole: int) -> str:
    """A whole percentage; a few rows are not called 0 %, nor most rows 100 %."""
    if not whole or count in (0, whole):
        return "100%" if whole and count else "0%"
    percent = round(100 * count / whole)
    return "<1%" if percent < 1 else ">99%" if percent > 99 else f"{percent}%"


def _balanced(counts: dict[str, int]) -> bool:
    return counts["read"] == counts["sent"] + counts["withheld"] + counts["skipped"]
