"""More shapes of the same visits, as small offices write them: days without their month, several things in one cell,
the service above its lines, facts in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tests.tools import shape_writers as write
from tests.tools.shape_writers import MEMBER, SERVICE, Rows, Visit, above, member_cells, service_cells


def days(visits: Sequence[Visit]) -> dict[str, Rows]:
    """Days by their number alone, a sheet a month."""
    sheets: dict[str, Rows] = {}
    for visit in sorted(visits, key=lambda visit: visit.day):
        rows = sheets.setdefault(f"{visit.day:%B %Y}", [*above(), ["Day", *MEMBER, *SERVICE[1:]]])
        rows.append([visit.day.day, *member_cells(visit.person), *service_cells(visit)[1:]])
    return sheets


def one_service(visits: Sequence[Visit]) -> dict[str, Rows]:
    """A sheet a service, told in a sentence below the lines, which do not say it."""
    sheets: dict[str, Rows] = {}
    for number, kind in enumerate(sorted({visit.kind for visit in visits}), 1):
        rows: Rows = [*above(), [*MEMBER, "Service Date", "Dx", "Units", "Amount"]]
        for visit in visits:
            if visit.kind == kind:
                date, _, _, _, dx, units, _, amount = service_cells(visit)
                rows.append([*member_cells(visit.person), date, dx, units, amount])
        told = f"All of the above: {kind.name}, {kind.code} modifiers {kind.modifiers.replace(' ', ' and ')}"
        rows += [[], [f"{told}, ${kind.rate} per unit, place of service {kind.place}."]]
        sheets[f"List {number}"] = rows
    return sheets


WRITERS: dict[str, write.Writer] = dict(sorted({**write.WRITERS, "days": days, "one_service": one_service}.items()))
