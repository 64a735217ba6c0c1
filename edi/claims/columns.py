"""Where the engine puts the segments that matter to the screening of claims, and what is made of them, block by block.

The segments that nearly every claim has go to columns, one a position of the guide; going through a column is several
times as fast as going through a file. The rest come as events, one list in file order. A mark (an envelope, an HL, a
CLM) is an event that says how far the columns had come: so what belongs to which claim is known.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from edi.claims import facts as f
from edi.claims.segment_facts import Extractors
from edi.guide.hooks import Chooser, Collector
from edi.x12.delimiters import Delimiters

#: How many segments each of the columns of claims, or of those above, had.
Ends: TypeAlias = tuple[int, ...]


#: Texts of which most come back that are remembered with what was made of them.
_FEW = 20_000


class Known(dict[str, Any]):
    """What was made of texts that come back often, within bounds."""

    def __init__(self, make: Callable[[str], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> Any:
        if len(self) > _FEW:
            self.clear()
        made = self[text] = self._make(text)
        return made


class Column:
    """Segments of one position, as texts, and what was `made` of each (nothing, where only the texts matter). `known`
    is for those of which most come back, however far apart."""

    __slots__ = ("_make", "known", "made", "texts")

    def __init__(self, make: Callable[[str], Any] | None = None, known: Known | None = None) -> None:
        self._make = make
        self.known = known
        self.texts: list[Any] = []
        self.made: list[Any] = []

    def fill(self) -> None:
        """Make what is not made yet; what repeats is made once."""
        make = self._make
        if make is None:
            return
        fresh = self.texts[len(self.made) :]
        if self.known is not None:
            self.made += map(self.known.__getitem__, fresh)
            return
        distinct = set(fresh)
        if 2 * len(distinct) < len(fresh):
            once = {text: make(text) for text in distinct}
            self.made += [once[text] for text in fresh]
        else:
            self.made += [make(text) for text in fresh]

    def keep(self, start: int, most: int) -> None:
        """Drop what is before a place, and all beyond the first `most` after it."""
        for texts in (self.texts, self.made):
            del texts[start + most :]
            del texts[:start]


def _counter(
    services: list[Any], days: list[Any], controls: list[Any], diagnoses: list[Any], rendering: list[Any],
    payments: list[Any], lines: list[Any],
) -> Callable[[], Ends]:  # fmt: skip
    """Counts the texts of the columns of claims, several times as fast as a loop over them."""
    return lambda: (
        len(services), len(days), len(controls), len(diagnoses), len(rendering), len(payments), len(lines),
    )  # fmt: skip


class Columns:
    """What is collected of one file at a time: `claim` are the columns of claims (CLM not among them), `above` those of
    subscribers, each in the order in which marks count them."""

    def __init__(self) -> None:
        self.extract = extract = Extractors()
        self.services, self.days = Column(extract.sv1), Column(extract.days, Known(extract.days))
        self.controls, self.diagnoses, self.rendering = Column(), Column(extract.hi), Column(extract.party)
        self.subscribers, self.members = Column(extract.subscriber), Column(extract.party)
        self.streets, self.cities, self.births = Column(extract.street), Column(extract.city), Column(extract.birth)
        self.claims = Column(extract.clm)
        self.payments, self.paid_lines = Column(extract.payment), Column()
        self.claim = (
            self.services, self.days, self.controls, self.diagnoses, self.rendering, self.payments, self.paid_lines,
        )  # fmt: skip
        self.above = (self.subscribers, self.members, self.streets, self.cities, self.births)
        #: How far the columns of claims have come.
        self.ends = _counter(*(column.texts for column in self.claim))
        self._all = (*self.claim, *self.above, self.claims)
        self.events: list[Any] = []
        self._places: dict[tuple[str, str], Column] = {
            ("NM1", "2010BA"): self.members, ("NM1", "2310B"): self.rendering, ("N3", "2010BA"): self.streets,
            ("N4", "2010BA"): self.cities, ("DMG", "2010BA"): self.births, ("SBR", "2000B"): self.subscribers,
            ("SV1", "2400"): self.services, ("HI", "2300"): self.diagnoses, ("SBR", "2320"): self.payments,
            ("AMT", "2320"): self.payments, ("NM1", "2330B"): self.payments, ("CAS", "2320"): self.payments,
            ("CAS", "2430"): self.payments,
        }  # fmt: skip

    def choosers(self) -> dict[str, Chooser]:
        """Segment id -> chooser, as the engine wants them."""
        own: dict[str, Chooser] = {
            **dict.fromkeys(("ISA", "GS", "ST", "SE"), self._choose_envelope), "HL": self._choose_level,
            "CLM": self._choose_claim, "DTP": self._choose_dtp, "REF": self._choose_ref, "NM1": self._choose_nm1,
            "N3": self._choose_n3, "N4": self._choose_n4, "PRV": self._choose_prv, "SVD": self._choose_svd,
            **dict.fromkeys(("PAT", "DMG"), self._choose_patient),
            **dict.fromkeys(("SV1", "HI", "SBR", "CAS"), self._choose_astray),
            "AMT": lambda _loop, _qualifier: None,
        }  # fmt: skip

        def chooser(name: str, otherwise: Chooser) -> Chooser:
            def choose(loop: str, qualifier: str) -> Collector | None:
                column = self._places.get((name, loop))
                return column.texts.append if column is not None else otherwise(loop, qualifier)

            return choose

        return {name: chooser(name, otherwise) for name, otherwise in own.items()}

    def forget(self) -> None:
        """Drop what came from a file."""
        for column in self._all:
            column.keep(0, 0)
            if column.known is not None:
                column.known.clear()
        self.events.clear()
        self.extract.forget()

    def fill(self, delimiters: Delimiters) -> None:
        """Make all that is not made yet; a block has one set of delimiters."""
        if self.extract.separate(delimiters):
            for column in self._all:
                if column.known is not None:
                    column.known.clear()
        for column in self._all:
            column.fill()

    # -- marks -----------------------------------------------------------------------------------------------------

    def _choose_envelope(self, _loop: str, _qualifier: str) -> Collector:
        return self._mark(f.ENVELOPE)

    def _mark(self, kind: int) -> Collector:
        append, ends = self.events.append, self.ends
        return lambda segment: append((kind, ends(), segment))

    def _choose_level(self, _loop: str, _qualifier: str) -> Collector:
        return self._mark(f.LEVEL)

    def _choose_claim(self, _loop: str, _qualifier: str) -> Collector:
        append, add, ends = self.events.append, self.claims.texts.append, self.ends
        subscribers, members, streets, cities, births = (column.texts for column in self.above)

        def collect(segment: str) -> None:
            add(segment)
            above = len(subscribers), len(members), len(streets), len(cities), len(births)
            append((f.CLAIM, ends(), above))

        return collect

    # -- events ----------------------------------------------------------------------------------------------------

    def _denying(self, facts: int) -> Collector:
        """Whatever it says, a segment here denies facts."""
        append = self.events.append
        return lambda _segment: append(facts)

    def _choose_astray(self, _loop: str, _qualifier: str) -> Collector:
        return self._denying(f.ALL)

    def _choose_patient(self, _loop: str, _qualifier: str) -> Collector:
        """Patients who are not the subscriber are rare."""
        return self._denying(f.NO_PATIENT_DETAILS)

    def _bits(self, extract: Callable[[str], int]) -> Collector:
        """Bits, where a segment gives any."""
        append = self.events.append

        def collect(segment: str) -> None:
            bits = extract(segment)
            if bits:
                append(bits)

        return collect

    def _event(self, kind: int, extract: Callable[[str], Any]) -> Collector:
        """(kind, number of service lines before it, what the segment says)."""
        append, lines = self.events.append, self.services.texts
        return lambda segment: append((kind, len(lines), extract(segment)))

    def _choose_dtp(self, loop: str, qualifier: str) -> Collector | None:
        """Days of service and of payment; a payment's day that is not a line's, admission and discharge are rare."""
        if qualifier == "472":
            return self.days.texts.append if loop == "2400" else self._denying(f.ALL)
        if qualifier == "573":
            return self.payments.texts.append if loop == "2430" else self._denying(f.PAYERS_PLAIN | f.PAID_IN_TIME)
        if qualifier in ("435", "096"):
            return self._denying(f.NO_STAY)
        return None if qualifier else self._denying(f.ALL)

    def _choose_ref(self, loop: str, qualifier: str) -> Collector | None:
        """The control number of a line, and the original of a correction."""
        if qualifier == "6R":
            return self.controls.texts.append if loop == "2400" else self._denying(f.ALL)
        return self._bits(self.extract.correction) if qualifier == "F8" and loop in ("2300", "") else None

    def _choose_nm1(self, loop: str, _qualifier: str) -> Collector:
        if not loop:
            return self._denying(f.ALL)
        kind = {"2010AA": f.BILLING, "2420A": f.LINE_RENDERING}.get(loop)
        return self._bits(self.extract.bad_npi) if kind is None else self._event(kind, self.extract.party)

    def _choose_n3(self, loop: str, _qualifier: str) -> Collector | None:
        return self._bits(self.extract.box) if loop == "2010AA" else None

    def _choose_n4(self, loop: str, _qualifier: str) -> Collector:
        short = loop not in ("2010AA", "2310C")
        return self._bits(lambda segment: self.extract.city(segment, short))

    def _choose_prv(self, _loop: str, _qualifier: str) -> Collector:
        return self._bits(self.extract.taxonomy)

    def _choose_svd(self, loop: str, _qualifier: str) -> Collector:
        """What a payer paid for a line, with the number of lines that came before it."""
        if loop != "2430":
            return self._denying(f.ALL)
        lines, add = self.services.texts, self.payments.texts.append
        append = self.paid_lines.texts.append

        def collect(segment: str) -> None:
            add(segment)
            append(len(lines))

        return collect
