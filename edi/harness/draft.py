"""A file as a list of segments that faults are put into, and the part of it that one claim has to do with."""

from __future__ import annotations

from collections.abc import Iterator

from edi.x12.write import COMPONENT, ELEMENT, TERMINATOR

_PARTS_OF_ISA = 17
_LEVELS = ("20", "22", "23")


class UnfitError(Exception):
    """A fault does not fit the file: what it would change is not there."""


class Draft:
    """Segments without terminators, with `*` and `:` as separators. `claim` is the claim that faults are put on,
    counted from 0, and `copies` how many copies of it a fault has added behind it."""

    def __init__(self, segments: list[str], claim: int = 0, end: str = TERMINATOR + "\n") -> None:
        self.segments = segments
        self.claim = claim
        self.copies = 0
        self.end = end

    @classmethod
    def of(cls, text: str, claim: int = 0) -> Draft:
        """The draft of a file's text. UnfitError where its separators are not the usual ones."""
        if len(text) < 106 or text[3] != ELEMENT or not text.startswith("ISA"):
            raise UnfitError("the file does not begin with ISA and the separator *")
        head = text.split(ELEMENT, _PARTS_OF_ISA)
        end = head[_PARTS_OF_ISA - 1][1:2]
        if head[_PARTS_OF_ISA - 1][:1] != COMPONENT or end != TERMINATOR:
            raise UnfitError("the file has other separators than : and ~")
        after = text[106:108]
        breaks = "\r\n" if after == "\r\n" else "\n" if after[:1] == "\n" else ""
        segments = [one.strip("\r\n") for one in text.split(end)]
        return cls([one for one in segments if one], claim, end + breaks)

    def copy(self) -> Draft:
        """Another draft that says the same."""
        other = Draft(list(self.segments), self.claim, self.end)
        other.copies = self.copies
        return other

    def data(self) -> bytes:
        """The file's bytes."""
        return "".join([f"{one}{self.end}" for one in self.segments]).encode("latin-1")

    def claims(self) -> list[int]:
        """Where each claim begins."""
        return [place for place, one in enumerate(self.segments) if one.startswith("CLM*")]

    def view(self) -> list[int]:
        """The places of the segments that the claim has to do with, in their order: the envelopes and the header above
        it, the levels it stands under, itself with its copies, and the trailers of the envelopes. All of a file
        without claims."""
        starts = self.claims()
        if not starts:
            return list(range(len(self.segments)))
        if self.claim >= len(starts):
            raise UnfitError(f"the file has {len(starts)} claims")
        first = starts[self.claim]
        end = self.end_of(starts[self.claim + self.copies])
        return [*self._above(first), *range(first, end), *self._trailers(end)]

    def end_of(self, start: int) -> int:
        """The place behind the claim that begins at a place."""
        heads = ("CLM*", "HL*", "SE*", "GE*", "IEA*", "ST*", "GS*")
        return next(
            (place for place in range(start + 1, len(self.segments)) if self.segments[place].startswith(heads)),
            len(self.segments),
        )

    def _above(self, first: int) -> list[int]:
        """ISA, GS, and from ST the header and the levels above a claim."""
        wanted: list[int] = []
        needed = {"ISA", "GS", "ST", *_LEVELS}
        for place in range(first - 1, -1, -1):
            head, *rest = self.segments[place].split(ELEMENT)
            kind = rest[2] if head == "HL" and len(rest) > 2 else head
            if kind in needed:
                needed.discard(kind)
                if kind in _LEVELS:  # a level deeper than the one that is found now is not above the claim
                    needed -= set(_LEVELS[_LEVELS.index(kind) + 1 :])
                wanted.append(place)
        spans = [range(place, self._end_of_head(place, first)) for place in wanted]
        return sorted({one for span in spans for one in span})

    def _end_of_head(self, place: int, limit: int) -> int:
        """The place behind an envelope's or a level's own segments."""
        heads = ("HL*", "CLM*", "ISA*", "GS*", "ST*")
        return next((one for one in range(place + 1, limit) if self.segments[one].startswith(heads)), limit)

    def _trailers(self, end: int) -> Iterator[int]:
        """The first SE, GE and IEA behind a place."""
        for head in ("SE*", "GE*", "IEA*"):
            place = next((one for one in range(end, len(self.segments)) if self.segments[one].startswith(head)), None)
            if place is not None:
                yield place

    def find(self, text: str, nth: int = 1) -> int:
        """The place of the nth segment of the view that begins with a text; -1 counts from the end. A text with a slash
        before it is looked for in all of the file. UnfitError where there is none."""
        places = range(len(self.segments)) if text.startswith("/") else self.view()
        text = text.removeprefix("/")
        found = [place for place in places if self._begins(place, text)]
        if not 0 < abs(nth) <= len(found):
            raise UnfitError(f"the file has no {text}" + (f" number {nth}" if nth not in (1, -1) else ""))
        return found[nth - 1] if nth > 0 else found[nth]

    def _begins(self, place: int, text: str) -> bool:
        segment = self.segments[place]
        return segment.startswith(text) and (ELEMENT in text or segment[len(text) : len(text) + 1] in ("", ELEMENT))

    def recount(self) -> None:
        """Write what each SE should count."""
        start = 0
        for place, one in enumerate(self.segments):
            if one.startswith("ST*"):
                start = place
            elif one.startswith("SE*"):
                elements = one.split(ELEMENT)
                elements[1] = str(place - start + 1)
                self.segments[place] = ELEMENT.join(elements)
