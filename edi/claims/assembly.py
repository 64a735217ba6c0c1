"""Builds the claim that the rules are to look at, with the loops above it, from the raw segments of the window."""

from __future__ import annotations

from edi.claims.parts import NOWHERE, Claim, Segment
from edi.claims.view import Header, Numbered, fill, header, party
from edi.claims.window import BELOW, Span, Window


class Assembly:
    """Where the loops at hand begin: `spans` by loop or envelope; what was built of them is kept until they end."""

    #: What says nothing, between two blocks, of the claims to come: places in a block, and what is kept for speed.
    PASSING = frozenset((
        "_boundaries", "_envelope", "_envelopes", "_headers", "_stamps", "ordinal", "window",
    ))  # fmt: skip

    def __init__(self) -> None:
        self.window = Window()
        self.spans: dict[str, Span] = {}
        self.ordinal = 0
        self._stamps: dict[str, int] = {}
        self._headers: dict[str, tuple[int, Header]] = {}
        self._boundaries = 0
        self._envelopes: list[list[Segment]] = []
        self._envelope: list[Segment] = []

    def span(self, name: str) -> None:
        """A loop above the claims, or an envelope, begins at the next boundary."""
        for below in BELOW[name]:
            self.spans.pop(below, None)
        self.spans[name] = self.ordinal
        self.ordinal += 1
        self._boundaries += 1
        self._stamps[name] = self._boundaries

    def subscriber(self) -> None:
        """As `span`, for the loop that begins most often; the claim before it is over."""
        spans = self.spans
        spans["2000B"] = self.ordinal
        self.ordinal += 1
        self._boundaries = self._stamps["2000B"] = self._boundaries + 1
        if "2000C" in spans:
            del spans["2000C"]

    def snapshot(self) -> dict[str, list[Numbered]]:
        """The loops and envelopes that the claims to come stand in, between two blocks."""
        spans = self.spans.items()
        return {name: list(span) for name, span in spans if name != "CLM" and not isinstance(span, int)}

    def horizon(self) -> tuple[int, int]:
        """The numbers of the first segments of the claim and of the member at hand, between blocks; 0 without one."""
        member = self._first("2000B") or self._first("2000C")
        return self._first("CLM") or member, member

    def _first(self, name: str) -> int:
        span = self.spans.get(name)
        return span[0][0] if span and not isinstance(span, int) else 0

    def claim(self, component: str) -> Claim:
        """The claim that began last."""
        element = self.window.separator
        envelopes = [self._header(name, component).segments for name in ("ISA", "GS", "HEADER")]
        if envelopes != self._envelopes:  # the same lists, as long as the transaction lasts
            self._envelopes = envelopes
            self._envelope = [segment for segments in envelopes for segment in segments]
        provider, subscriber, patient = (self._header(name, component) for name in ("2000A", "2000B", "2000C"))
        raw = self.window.segments(self.spans.get("CLM", []))
        claim = Claim(
            clm=Segment(raw[0][0], "2300", raw[0][1].lstrip().split(element), component) if raw else NOWHERE,
            envelope=self._envelope,
            provider=provider.segments,
            billing=party(provider, "2010AA"),
            subscriber=subscriber.segments,
            member=party(subscriber, "2010BA"),
            patient=patient.segments,
            parties=[*patient.parties],
            rest=[], others=[], lines=[], last=raw[-1][0] if raw else 0,
            is_cut=self.window.is_cut(self.spans.get("CLM", [])),
        )  # fmt: skip
        return fill(claim, raw[1:], element, component)

    def _header(self, name: str, component: str) -> Header:
        span = self.spans.get(name)
        if span is None:
            return Header([], [])
        stamp = self._stamps[name]
        known = self._headers.get(name)
        if known is None or known[0] != stamp:
            loop = name if name[:1] == "2" else "HEADER"
            built = header(self.window.segments(span), loop, self.window.separator, component)
            known = self._headers[name] = (stamp, built)
        return known[1]
