"""Provider rosters into 274 files, one a plan code, held against last month's, the state's listing and the claims.

A run holds every row and every provider file, and the texts of the 274 files until they were handed over.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from edi.app.given import Input, Progress, RequestError, Step, moment_of, silent
from edi.app.outputs import question_files, write_files
from edi.app.provider_comparison import (
    against_sources,
    change_files,
    changes_since,
    compared,
    compared_with_listing,
    listed,
    listing_files,
)
from edi.app.settings import ProfileInput, chosen_profile
from edi.app.sink import Output, Sink, sink_of
from edi.app.translate import WorkbookResult
from edi.app.workbook_inputs import output_stem, workbook_sources
from edi.app.workbook_request import AnswersInput, WorkbookRequest, answers_of, chosen_layouts
from edi.control_numbers import ControlNumbers
from edi.conversion.provider_changes import ChangeList
from edi.conversion.provider_listing import Comparison
from edi.model.provider_file import ProviderFile
from edi.views.run_result import RunResult
from invoices.check import CHECKERS
from invoices.context import Context
from invoices.intake import Source
from invoices.roster.job import make_provider_files
from mappings.layout_file import layouts_with
from mappings.roster_tables import ROSTER

MONTH = re.compile(r"\d{4}(0[1-9]|1[0-2])")


class ProvidersRequest(WorkbookRequest, frozen=True, kw_only=True):
    """What to make files of, and how; see `WorkbookRequest`. `month` is the reporting month as CCYYMM ("": that of
    `now`); `since` are last month's 274s, `against` invoices and 837Ps whose providers are looked for, `listing` the
    state's published one."""

    month: str = ""
    since: tuple[Path, ...] = ()
    against: tuple[Source, ...] = ()
    listing: Path | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.month and not MONTH.fullmatch(self.month):
            raise RequestError(f"month: {self.month!r} is no month such as 202603")


@dataclass(frozen=True, slots=True)
class ProvidersResult(WorkbookResult):
    """What became of a roster: `files` are the provider files by plan code, `changes` what differs from last month's, a
    list a plan code, `listing` what the state has otherwise."""

    files: Mapping[str, ProviderFile] = field(default_factory=dict)
    changes: Sequence[ChangeList] = ()
    listing: Comparison | None = None


def run(
    request: ProvidersRequest,
    sink: Sink | None = None,
    *,
    numbers: ControlNumbers | None = None,
    progress: Progress = silent,
) -> ProvidersResult:
    """Makes the files and compares them, and hands all to a sink where there is one. Bad data gives findings;
    ConfigError means a broken profile, payer or layout, or a receiver without 274; OSError an input that cannot be
    opened or a sink that is full."""
    found = request.sources
    context = request.context()
    result, files = make_provider_files(
        found,
        context,
        chosen_layouts(request.layout, request.profile.layouts, ROSTER),
        numbers=numbers or request.numbers(),
        now=request.now,
        checker=CHECKERS[request.check],
        profile_name=request.profile.name,
        sample_profile=request.profile.is_sample,
        strict=request.strict,
        month=request.month,
    )
    for number, part in enumerate(result.inputs, 1):
        progress(Step("read", part.file, number, len(found)))
    more, beside = _beside(request, context, result, files)
    if sink is None:
        return ProvidersResult(result, files=files, **beside)
    more |= question_files(result.inputs, found, show_values=request.show_values)
    written = write_files(sink, result, found, show_values=request.show_values, more=more, progress=progress)
    return ProvidersResult(result, written, files, **beside)


def _beside(
    request: ProvidersRequest, context: Context, result: RunResult, files: Mapping[str, ProviderFile]
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """What the files are compared with: files of their own by name, and what the result says of it."""
    stem = output_stem(request.sources)
    more: dict[str, bytes] = {}
    beside: dict[str, Any] = {}
    if request.against:
        layouts = list(layouts_with(request.profile.layouts).values())
        result.findings += compared(request.against, files, context, layouts)
    if request.since:
        beside["changes"] = changes_since(request.since, files, context.payer)
        more |= change_files(beside["changes"], stem)
    if request.listing:
        rows = listed(result, context)
        beside["listing"] = compared_with_listing(rows, request.listing, result)
        more |= listing_files(rows, beside["listing"], stem)
    return more, beside


def providers(
    *rosters: Input,
    profile: ProfileInput = None,
    output: Output = None,
    now: datetime | None = None,
    received: date | None = None,
    month: str = "",
    layout: str = "",
    answers: AnswersInput = None,
    since: Iterable[str | os.PathLike[str]] = (),
    against: Iterable[Input] = (),
    listing: str | os.PathLike[str] | None = None,
    check: str = "fast",
    strict: bool = False,
    interchange_number: int = 0,
    show_values: bool = False,
    numbers: ControlNumbers | None = None,
    progress: Progress = silent,
) -> ProvidersResult:
    """Makes the monthly 274 of provider rosters (paths, folders, bytes, open files), every row accounted for.

    As `translate`, with `month` (CCYYMM), `since` (last month's 274s), `against` (invoices and 837Ps) and `listing`
    (the state's published one) as in `ProvidersRequest`.
    """
    chosen = chosen_profile(profile)
    moment = moment_of(now, chosen.profile.clock.now)
    request = ProvidersRequest(
        sources=tuple(workbook_sources(rosters)), profile=chosen, now=moment, received=received or moment.date(),
        layout=layout, answers=answers_of(answers), check=check, strict=strict, interchange_number=interchange_number,
        show_values=show_values, month=month, since=tuple(map(Path, since)), against=tuple(against_sources(against)),
        listing=None if listing is None else Path(listing),
    )  # fmt: skip
    with sink_of(output) as sink:
        return run(request, sink, numbers=numbers, progress=progress)
