"""Invoice lines into encounters: one for each member, providers, place and day (837p.md, "From invoice lines to
claims")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from typing import Any, NamedTuple, TypeAlias, TypeVar

from edi.model.encounter import (
    MOST_DIAGNOSES,
    MOST_POINTERS,
    Address,
    Adjustment,
    Encounter,
    Member,
    Provider,
    ServiceLine,
)
from edi.x12.write import x12_number
from invoices.context import Context
from invoices.duplicates import service_key
from invoices.invoice_line import InvoiceLine
from invoices.written import is_homeless_address

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
PAIRS = [first + second for first in ALPHABET for second in ALPHABET]

ZERO = Decimal(0)
# SV107 where a line names the first so many diagnoses of its claim, in their order.
FIRST_POINTERS = [tuple(range(1, min(count, MOST_POINTERS) + 1)) for count in range(MOST_DIAGNOSES + 1)]
# The lines of one claim, each service line with the invoice lines that were merged into it, and their diagnoses.
Part: TypeAlias = tuple[list[list[InvoiceLine]], tuple[str, ...]]

Value = TypeVar("Value")


class Parties(NamedTuple):
    """Who a line is about."""

    billing: Provider
    rendering: Provider | None
    member: Member


class Grouper:
    """Makes encounters of the lines of one run. Equal providers and members become one object, which keeps the
    file's hierarchy small and comparing cheap."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._providers: dict[tuple[Any, ...], Provider] = {}
        self._members: dict[tuple[Any, ...], Member] = {}
        self._values: dict[Any, Any] = {}

    def encounters(self, lines: Iterable[InvoiceLine]) -> Iterator[Encounter]:
        """Encounters in the order of their first lines. Every line lands in exactly one."""
        groups: dict[tuple[Any, ...], tuple[Parties, list[InvoiceLine]]] = {}
        by_invoice = self.context.profile.claims.per == "invoice"
        for line in lines:
            parties = self._parties(line)
            key = self._key(line, parties, by_invoice=by_invoice)
            group = groups.get(key)
            if group is None:
                groups[key] = (parties, [line])
            else:
                group[1].append(line)
        for parties, group_lines in groups.values():
            claim_id = group_lines[0].claim_id or ""
            for part in self._split(group_lines):
                yield self._encounter(parties, part, claim_id)
                claim_id = ""

    def _parties(self, line: InvoiceLine) -> Parties:
        billing = self.billing(line)
        return Parties(billing, self.rendering(line), self.member(line, billing))

    @staticmethod
    def _key(line: InvoiceLine, parties: Parties, *, by_invoice: bool) -> tuple[Any, ...]:
        """What the lines of a claim share. Providers and members are one object each, so their identity will do. A
        row that names its claim (a workbook made of an 837P) stays in it."""
        return (
            id(line.plan),
            id(parties.billing),
            id(parties.rendering),
            id(parties.member),
            line.place_of_service,
            line.authorization,
            line.member_mrn,
            line.claim_id or (id(line.table) if by_invoice else line.service_start),
            line.claim_id or (line.invoice_number if by_invoice else line.last_date),
        )

    def _split(self, group: list[InvoiceLine]) -> Iterator[Part]:
        """Parts of a group that fit into a claim: so many lines, at most twelve diagnoses."""
        if len(group) == 1:
            yield [group], self.diagnoses(group[0])[:MOST_DIAGNOSES]
            return
        services: dict[tuple[Any, ...], list[InvoiceLine]] = {}
        for line in group:
            services.setdefault(service_key(line), []).append(line)
        part: list[list[InvoiceLine]] = []
        codes: dict[str, None] = {}
        for merged in services.values():
            more = dict.fromkeys(code for line in merged for code in self.diagnoses(line))
            if part and (len(part) == self.context.profile.claims.max_lines or len(codes | more) > MOST_DIAGNOSES):
                yield part, tuple(codes)[:MOST_DIAGNOSES]
                part, codes = [], {}
            part.append(merged)
            codes |= more
        yield part, tuple(codes)[:MOST_DIAGNOSES]

    def _encounter(self, parties: Parties, part: Part, claim_id: str = "") -> Encounter:
        services, diagnoses = part
        first = services[0][0]
        plan = first.plan
        plan_code = plan.code if plan else ""
        numbers = control_numbers([merged[0] for merged in services])
        lines = tuple(
            [self._service_line(merged, diagnoses, number) for merged, number in zip(services, numbers, strict=True)]
        )
        payer = self.context.payer
        prefix = payer.claim.id_prefix.format(plan_code=plan_code)
        key = content_key(first, plan_code, lines)
        claim = payer.claim
        contract = claim.contract_type_capitated if self.context.profile.payment.capitated else claim.contract_type
        return Encounter(
            claim_id=claim_id or prefix + identifier(key, payer.claim.id_length - len(prefix)),
            plan_code=plan_code,
            billing=parties.billing,
            rendering=parties.rendering,
            member=parties.member,
            place_of_service=first.place_of_service or self.context.profile.defaults.place_of_service,
            diagnoses=diagnoses,
            lines=lines,
            authorization=first.authorization or "",
            record_number=first.member_mrn or "",
            contract_code=contract if payer.claim.contract_information else "",
        )

    def _service_line(self, merged: list[InvoiceLine], diagnoses: tuple[str, ...], number: str) -> ServiceLine:
        first = merged[0]
        charge, units, named = first.charge or 0, first.unit_count or ZERO, self.diagnoses(first)
        for line in merged[1:]:
            charge += line.charge or 0
            units += line.unit_count or ZERO
            named += self.diagnoses(line)
        start = first.service_start or date.min
        if named == diagnoses:
            pointers = FIRST_POINTERS[len(named)]
        else:
            places = [diagnoses.index(code) + 1 for code in dict.fromkeys(named) if code in diagnoses]
            pointers = tuple(places[:MOST_POINTERS])
        paid, adjustments, paid_date = self._payment(merged, charge)
        return ServiceLine(
            first.procedure_code,
            first.final_modifiers,
            units,
            charge,
            start,
            first.last_date or start,
            pointers,
            number,
            paid,
            paid_date,
            adjustments,
            tuple(merged),
        )

    def _payment(self, merged: list[InvoiceLine], charge: int) -> tuple[int, tuple[Adjustment, ...], date | None]:
        """What the plan paid: the row's word, else the profile's rule; the rest goes to CAS so that it balances."""
        prior = self.context.payer.prior_payer
        if prior is None:
            return 0, (), None
        payment = self.context.profile.payment
        paid = 0
        for line in merged:
            if line.paid_amount is not None:
                paid += line.paid_amount
            elif payment.paid == "charge":
                paid += line.charge or 0
        reason = prior.capitated_reason if payment.capitated else prior.adjustment_reason
        adjustments = (Adjustment(prior.adjustment_group, reason, charge - paid),) if charge != paid else ()
        return paid, adjustments, merged[0].paid_date or payment.paid_date or self.context.received

    def diagnoses(self, line: InvoiceLine) -> tuple[str, ...]:
        """The diagnoses that the row names, else the profile's default for its service."""
        if line.diagnoses:
            return line.diagnoses
        service = line.resolution.service
        default = self.context.profile.defaults.diagnoses.get(service.service, "") if service else ""
        return (default.replace(".", ""),) if default else ()

    def billing(self, line: InvoiceLine) -> Provider:
        """The billing provider, its ZIP code completed to nine digits."""
        key = (
            line.billing_npi, line.billing_name, line.billing_first_name, line.billing_tin, line.billing_taxonomy,
            line.billing_phone, line.billing_address, line.billing_city, line.billing_state, line.billing_zip,
        )  # fmt: skip
        provider = self._providers.get(key)
        if provider is None:
            code = line.billing_zip or ""
            provider = self._providers[key] = self._one(
                Provider(
                    line.billing_npi or "",
                    line.billing_name or "",
                    line.billing_first_name or "",
                    line.billing_tin or "",
                    line.billing_taxonomy or self.context.taxonomies.get(line.billing_npi or "", ""),
                    line.billing_phone or "",
                    Address(
                        line.billing_address or "",
                        line.billing_city or "",
                        line.billing_state or "",
                        code + self.context.profile.defaults.zip4 if len(code) == 5 else code,
                    ),
                    "SY" if line.billing_npi in self.context.social_security_payees else "EI",
                )
            )
        return provider

    def rendering(self, line: InvoiceLine) -> Provider | None:
        """The rendering provider, None without an NPI or a name (LN037), or where it is the billing provider (V27)."""
        npi = line.rendering_npi
        if npi is None or npi == line.billing_npi or line.rendering_name is None:
            return None
        key = (npi, line.rendering_name, line.rendering_first_name, line.rendering_taxonomy)
        provider = self._providers.get(key)
        if provider is None:
            taxonomy = line.rendering_taxonomy or self.context.taxonomies.get(npi, "")
            provider = self._providers[key] = self._one(
                Provider(npi, line.rendering_name or "", line.rendering_first_name or "", taxonomy=taxonomy)
            )
        return provider

    def member(self, line: InvoiceLine, billing: Provider) -> Member:
        """The member; a homeless one without an address gets the billing provider's city, state and ZIP."""
        key = (
            line.member_cin, line.member_last_name, line.member_first_name, line.member_middle_name,
            line.member_suffix, line.member_dob, line.member_gender, line.homeless_indicator, line.member_address,
            line.member_city, line.member_state, line.member_zip,
            id(billing) if is_homeless_address(line) else 0,
        )  # fmt: skip
        member = self._members.get(key)
        if member is None:
            member = self._members[key] = self._one(
                Member(
                    line.member_cin or "",
                    line.member_last_name or "",
                    line.member_first_name or "",
                    line.member_dob or date.min,
                    line.member_gender or "U",
                    self._address(line, billing),
                    line.member_middle_name or "",
                    line.member_suffix or "",
                )
            )
        return member

    def _one(self, value: Value) -> Value:
        """The object that stands for all equal ones: a member without a state and one with the default state were
        written in two ways and are one member."""
        one: Value = self._values.setdefault(value, value)
        return one

    def _address(self, line: InvoiceLine, billing: Provider) -> Address:
        defaults = self.context.profile.defaults
        if is_homeless_address(line):
            here = billing.address or Address()
            return Address(defaults.homeless_address, here.city, here.state, here.zip_code)
        return Address(
            line.member_address or "",
            line.member_city or "",
            line.member_state or defaults.state,
            line.member_zip or "",
        )


def control_numbers(lines: list[InvoiceLine]) -> list[str]:
    """REF*6R of each line, unique in the claim: the row's control number, else its invoice and place; a number
    that repeats gets the slot or a count."""
    numbers: list[str] = []
    for line in lines:
        number = line.control_number or f"{line.invoice_number or 'R'}-{line.row}"
        if number in numbers or (line.slot and len(lines) > 1):
            number = f"{number}-{line.slot}" if line.slot else number
        again = number
        count = 2
        while number in numbers:
            number = f"{again}-{count}"
            count += 1
        numbers.append(number)
    return numbers


def content_key(first: InvoiceLine, plan_code: str, lines: tuple[ServiceLine, ...]) -> str:
    """What makes a claim this claim: who, for whom, where, when and what. The file's name and the rows are not
    part of it, so that the same invoice gives the same id wherever it is read."""
    head = [plan_code, first.billing_npi, first.rendering_npi, first.member_cin, first.place_of_service]
    head += [first.authorization, first.member_mrn, first.invoice_number]
    for line in lines:
        head += [
            line.hcpcs,
            *line.modifiers,
            x12_number(line.units),
            str(line.charge),
            line.start.isoformat(),
            line.end.isoformat(),
            line.sources[0].control_number,
        ]
    return "\x1f".join([part or "" for part in head])


def identifier(key: str, length: int) -> str:
    """A key as letters and digits: 5 bits a character, so 17 characters hold 85 bits."""
    digest = int.from_bytes(blake2b(key.encode(), digest_size=32).digest()[-(length * 5 // 8 + 2) :])
    # Ten bits at a time: the library's base32 goes byte by byte, and this is on the way of every claim.
    pairs = [PAIRS[digest >> shift & 1023] for shift in range(0, length * 5, 10)]
    return "".join(pairs)[:length]
