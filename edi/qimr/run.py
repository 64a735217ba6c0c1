"""A report of a source, from beginning to end: lines counted, facts gathered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from edi.collector import collector_paused
from edi.diagnostics import Diagnostic, Severity
from edi.qimr.counting import Classifier
from edi.qimr.facts import Facts
from edi.qimr.given import Given
from edi.qimr.report import Report
from edi.qimr.source import EncounterSource
from edi.qimr.tally import Lines, Tally
from mappings.profile_file import Profile
from mappings.quarters import Quarter
from mappings.report_table import OUTREACH, PUBLISHED, QUARTERLY, version_for


class Wanted(NamedTuple):
    """What report is wanted: its kind, the quarter (the last of several from `first` on), the version ("": as profile
    and quarter say), the name of its file, the day of the run."""

    kind: str
    quarter: Quarter
    first: Quarter
    version: str
    file: str
    today: date


def make_report(
    source: EncounterSource, given: Given, profile: Profile, wanted: Wanted, severities: Mapping[str, Severity]
) -> Report:
    """Counts the encounters and gives the report, whose rows are made when they are asked for."""
    settings = profile.quarterly_report
    lines = Lines(source, Classifier(settings.other_codes), wanted.quarter, each=settings.same_service == "each")
    since = wanted.first.first if wanted.kind == OUTREACH else None
    tally = Tally(wanted.quarter, since)
    with collector_paused():
        tally.count(lines)
    facts = Facts(tally, lines, given, profile, wanted.first)
    # The other reports have one layout, whatever the version of the quarterly one.
    version = wanted.version or version_for(wanted.quarter.first, profile.report_version)
    version = version if wanted.kind == QUARTERLY else PUBLISHED
    report = Report(wanted.kind, version, facts, file=wanted.file, today=wanted.today, severities=severities)
    report.findings.add(Diagnostic(note.code, note.where, note.found, note.expected) for note in source.notes())
    return report
