"""Providers of ECM and community supports on invoices and 837Ps, compared with those of the provider files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from edi.diagnostics import Diagnostic
from edi.model.provider_file import ProviderFile
from edi.model.reference import Reference, X12Ref
from edi.t274.walk import every, sites
from edi.t274.where import where
from edi.t837p.parse import read_837p
from invoices.context import Context
from invoices.intake import Source, open_input, read_input
from invoices.invoice_line import InvoiceLine
from mappings.layout_file import Layout


class Seen(NamedTuple):
    """A provider that gave a service: its NPI, the service, and where that stands first."""

    npi: str
    service: str
    where: Reference


def providers_in(sources: Iterable[Source], context: Context, layouts: Sequence[Layout]) -> Iterator[Seen]:
    """The billing providers of invoices and 837Ps with each service that they gave, once each. A file that is neither
    has none; OSError passes through."""
    told: set[tuple[str, str]] = set()
    for source in sources:
        for seen in _in_837p(source, context) if _is_x12(source) else _in_invoice(source, context, layouts):
            if (seen.npi, seen.service) not in told:
                told.add((seen.npi, seen.service))
                yield seen


def _is_x12(source: Source) -> bool:
    if source.data is not None:
        head = source.data[:3]
    else:
        with source.path.open("rb") as stream:
            head = stream.read(3)
    return head == b"ISA"


def _in_invoice(source: Source, context: Context, layouts: Sequence[Layout]) -> Iterator[Seen]:
    _, readings = read_input(open_input(source), context, layouts)
    for reading in readings:
        for line in reading.items:
            if isinstance(line, InvoiceLine) and line.billing_npi and line.resolution.service:
                yield Seen(line.billing_npi, line.resolution.service.service, line.at("billing_npi"))


def _in_837p(source: Source, context: Context) -> Iterator[Seen]:
    for claim in read_837p(source.data if source.data is not None else source.path):
        npi = claim.encounter.billing.npi
        for line in claim.lines:
            modifiers = frozenset(part for part in line.modifiers if part)
            matching = [s for s in context.services.with_code(line.hcpcs) if s.modifiers <= modifiers]
            if npi and matching:
                best = max(matching, key=lambda service: len(service.modifiers))
                yield Seen(npi, best.service, X12Ref(source.name, claim=claim.encounter.claim_id, loop="2010AA"))


def compare(
    files: Mapping[str, ProviderFile], seen: Sequence[Seen], names: Sequence[str], context: Context
) -> Iterator[Diagnostic]:
    """PV030 a provider of `seen` that no file has, PV031 one whose file has no marker for the service, PV032 one with a
    marker that none of the files called `names` has. A service that the files cannot mark is not looked for."""
    offered: dict[str, set[str]] = {}
    for file in files.values():
        for value in every(file):
            offered.setdefault(value.npi, set()).update(value.services)
        for group, site in sites(file):
            services = {*group.services, *site.services, *(s for each in site.providers for s in each.services)}
            for npi in (group.npi, site.npi):
                offered.setdefault(npi, set()).update(services)
    for one in seen:
        title = f"{one.npi} gave {one.service.replace('_', ' ')}"
        if one.npi not in offered:
            yield Diagnostic("PV030", one.where, expected=title)
        elif one.service not in offered[one.npi] and one.service in _marked(context):
            yield Diagnostic("PV031", one.where, expected=title)
    given = {(one.npi, one.service) for one in seen}
    told: set[tuple[str, str]] = set()
    for file in files.values():
        for group, site in sites(file):
            for service in site.services:
                key = (site.npi, service)
                if key not in told and not {key, (group.npi, service)} & given:
                    told.add(key)
                    place = where(site, "services")
                    yield Diagnostic("PV032", place, expected=f"{service.replace('_', ' ')} in {', '.join(names)}")


def _marked(context: Context) -> set[str]:
    section = context.payer.provider_file
    return {marker.service for marker in section.markers} if section else set()
