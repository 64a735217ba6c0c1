"""`ledger report`: the measures of everything, by provider and by month of service, as values, text or one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

import msgspec

from edi.ledger.facts import Facts
from edi.ledger.life import Life
from edi.ledger.measures import MEASURES, Value
from edi.model.money import dollars

_MOST_CLAIMS = 40


class Figure(msgspec.Struct):
    """A measure with its value, as text with its unit; `claims` are those behind it, which `ledger show` opens."""

    name: str
    title: str
    value: str
    count: int
    of: int
    formula: str
    source: str
    limit: str
    claims: list[str]


class Part(msgspec.Struct):
    """The figures of a provider (NPI) or a month (YYYY-MM)."""

    name: str
    claims: int
    figures: dict[str, str]


class Report(msgspec.Struct):
    """The whole report."""

    version: int
    day: str
    claims: int
    figures: list[Figure]
    providers: list[Part]
    months: list[Part]


#: The measures shown for each provider and month.
_OF_PARTS = ("first_pass", "in_the_end", "denied", "waiting", "dollars_accepted", "dollars_denied")


def report(facts: Facts) -> Report:
    """All measures."""
    figures = []
    for one in MEASURES:
        value = one.function(facts)
        figures.append(
            Figure(
                one.name, one.title, shown(value), value.counted, value.of, one.formula, one.source, one.limit,
                list(value.claims),
            )
        )  # fmt: skip
    providers = _parts(facts, lambda life: life.versions[0].version.provider)
    months = _parts(facts, lambda life: life.versions[0].version.first_day[:7])
    return Report(1, facts.today.isoformat(), len(facts.lives), figures, providers, months)


def shown(value: Value) -> str:
    """A figure with its unit."""
    if value.number is None:
        return "-"
    if value.unit == "cents":
        return f"${dollars(int(value.number))}"
    unit = value.unit.removesuffix("s") if value.number == 1 and value.unit in ("claims", "days") else value.unit
    return f"{value.number:g} {unit}".replace(" %", "%")


def _parts(facts: Facts, key: Callable[[Life], str]) -> list[Part]:
    groups: dict[str, list[Life]] = {}
    for life in facts.lives:
        groups.setdefault(key(life), []).append(life)
    chosen = [one for one in MEASURES if one.name in _OF_PARTS]
    found = []
    for name in sorted(groups):
        own = facts.of(groups[name])
        found.append(Part(name, len(own.lives), {one.name: shown(one.function(own)) for one in chosen}))
    return found


def text_of(made: Report) -> Iterator[str]:
    """The report for a terminal, line by line."""
    yield f"{made.claims} claims, as of {made.day}"
    for one in made.figures:
        limit = f"  (limit: {one.limit})" if one.limit else ""
        yield f"  {one.title:<34} {one.value:>16}  {one.count} of {one.of}{limit}"
    for title, parts in (("provider", made.providers), ("month of service", made.months)):
        yield f"by {title}"
        for part in parts:
            figures = "  ".join(f"{name} {value}" for name, value in part.figures.items())
            yield f"  {part.name}  {part.claims} claims  {figures}"


def page_of(made: Report) -> str:
    """The report as one page that needs no network; each figure opens its claims."""
    rows = "".join(
        f"<tr><td>{escape(one.title)}</td><td class=n>{escape(one.value)}</td><td class=n>{one.count} of {one.of}</td>"
        f"<td>{escape(one.formula)}<br><small>{escape(one.source)}</small></td><td>{escape(one.limit)}</td>"
        f"<td>{_claims(one.claims)}</td></tr>"
        for one in made.figures
    )
    tables = "".join(_table(title, parts) for title, parts in (("Provider", made.providers), ("Month", made.months)))
    names = ("Measure", "Value", "Counted", "How, and after whom", "Limit", "Claims")
    heads = "".join(f"<th>{name}</th>" for name in names)
    return (
        "<!doctype html><html lang=en><meta charset=utf-8>"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>What became of what was sent, {made.day}</title><style>{_STYLE}</style>"
        f"<h1>What became of what was sent</h1><p>{made.claims} claims, as of {made.day}</p>"
        f"<table><tr>{heads}</tr>{rows}</table>{tables}</html>\n"
    )


_STYLE = (
    "body{font:15px/1.4 system-ui,sans-serif;margin:2rem;color:#222}table{border-collapse:collapse;margin:1rem 0}"
    "td,th{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}.n{text-align:right}"
)


def _claims(claims: list[str]) -> str:
    if not claims:
        return ""
    more = f"<br>and {len(claims) - _MOST_CLAIMS} more" if len(claims) > _MOST_CLAIMS else ""
    inside = "<br>".join(escape(claim) for claim in claims[:_MOST_CLAIMS])
    return f"<details><summary>{len(claims)}</summary>{inside}{more}</details>"


def _table(title: str, parts: list[Part]) -> str:
    titles = {one.name: one.title for one in MEASURES}
    heads = "".join(f"<th>{escape(titles[name])}</th>" for name in _OF_PARTS)
    rows = "".join(
        f"<tr><td>{escape(part.name)}</td><td class=n>{part.claims}</td>"
        + "".join(f"<td class=n>{escape(part.figures[name])}</td>" for name in _OF_PARTS)
        + "</tr>"
        for part in parts
    )
    return f"<h2>By {title.lower()}</h2><table><tr><th>{title}</th><th>Claims</th>{heads}</tr>{rows}</table>"
