"""What a validation yields: findings, and a summary at the end."""

from __future__ import annotations

import msgspec

#: Reasons that tell of something put right or accepted: the file stays valid.
_SEVERITIES = {
    "byte-order-mark": "warning",
    "space-before-isa": "warning",
    "wrapped-lines": "info",
    "guide-version-alias": "warning",
    "empty-segment": "warning",
    "separator-in-data": "warning",
}
_SYNTAX_LEVELS = ("isa", "gs", "st")
_SYNTAX_REASONS = frozenset(
    (
        *("byte-order-mark", "space-before-isa", "wrapped-lines", "empty-file", "not-x12"),
        *(
            "text-after-interchange",
            "text-after-segments",
            "isa-cut-short",
            "isa-length",
            "unterminated-segment",
            "segment-too-long",
        ),
        *(
            "empty-segment",
            "leading-space",
            "trailing-separator",
            "trailing-component-separator",
            "no-elements",
            "bad-segment-id",
        ),
        *("separator-in-data", "separators-collide"),
        *("lower-case-id", "unknown-guide", "interchange-version", "bad-character", "control-character"),
    )
)
_MESSAGES = {
    "byte-order-mark": "the file starts with a byte order mark, which X12 does not allow",
    "space-before-isa": "the file has white space before its ISA segment",
    "wrapped-lines": "the file is wrapped into lines; the line breaks were taken out",
    "empty-file": "the file is empty",
    "not-x12": "the file does not start with an ISA segment",
    "text-after-interchange": "after the interchange stands text that is no ISA segment; it was not read",
    "text-after-segments": "after the last terminator stands text that is no segment",
    "isa-cut-short": "the ISA segment is cut short: its delimiters cannot be made out",
    "isa-length": "the ISA segment does not have its fixed length of 106 characters",
    "unterminated-segment": "the last segment has no terminator; the file may be cut",
    "segment-too-long": "a segment is longer than one megabyte; it was cut",
    "empty-segment": "empty segment: two terminators in a row",
    "leading-space": "the segment starts with a space",
    "trailing-separator": "the segment ends in an element separator",
    "trailing-component-separator": "{name} ends in a component separator",
    "no-elements": "the segment has no elements",
    "bad-segment-id": "this is no segment id",
    "lower-case-id": "the segment id is in lower case",
    "separator-in-data": "the {expected} is a letter, a digit or a blank; values that hold it stay as they are",
    "separators-collide": "the {expected} is the same character as another separator",
    "interchange-version": "ISA12 names an interchange version other than 00401, 00405 and 00501",
    "unknown-guide": "no guide for this ISA12, GS01 and GS08; the transactions of the group were not checked",
    "guide-version-alias": "GS08 names a version of the guide that is checked with {expected}",
    "st-version-differs": "ST03 is not the version that GS08 names: {expected}",
    "wrong-transaction": "ST01 is not the transaction of its group ({expected})",
    "isa-number-repeated": "the interchange control number was used before in this file",
    "gs-number-repeated": "the group control number was used before in this interchange",
    "st-number-repeated": "the transaction control number was used before in this group",
    "missing-iea": "the interchange has no IEA trailer",
    "missing-ge": "the group has no GE trailer",
    "missing-se": "the transaction has no SE trailer",
    "se-without-st": "SE without an ST before it",
    "ge-without-gs": "GE without a GS before it",
    "iea-without-isa": "IEA without an ISA before it",
    "unclosed-transaction": "the group ends while a transaction in it has no SE",
    "unclosed-group": "the interchange ends while a group or transaction in it has no trailer",
    "isa-number-differs": "IEA02 is not the number of its ISA13",
    "gs-number-differs": "GE02 is not the number of its GS06",
    "st-number-differs": "SE02 is not the number of its ST02",
    "group-count": "IEA01 does not give the number of groups: {expected}",
    "transaction-count": "GE01 does not give the number of transactions: {expected}",
    "segment-count": "SE01 does not give the number of segments: {expected}",
    "hl-number": "HL01 is not the next number: {expected}",
    "hl-parent": "HL02 names no open parent level",
    "hl-parent-level": "HL02 is not the number of the level above this one: {expected}",
    "line-number": "LX01 is not the next line number: {expected}",
    "unexpected-segment": "the segment is not expected here",
    "unused-segment": "the segment ({name}) is not used in this guide",
    "missing-segment": "the required segment {name} is missing before this one",
    "missing-loop": "the required loop {loop} is missing: its first segment is {name}",
    "loop-repeat": "the loop is repeated more often than {expected} times",
    "segment-repeat": "the segment ({name}) is repeated more often than {expected} times",
    "too-many-elements": "the segment has more than its {expected} elements",
    "missing-composite": "the required composite {name} is missing",
    "unused-composite": "the composite {name} is not used in this guide",
    "too-many-components": "the composite {name} has more than its {expected} components",
    "missing-element": "the required element {name} is missing",
    "unused-element": "the element {name} is not used in this guide",
    "unexpected-component": "the element {name} holds a component separator",
    "too-short": "{name} is shorter than {expected}",
    "too-long": "{name} is longer than {expected}",
    "control-character": "{name} holds a control character",
    "trailing-space": "{name} ends in spaces",
    "bad-code": "{name} does not hold one of its codes: {expected}",
    "bad-character": "{name} holds a character that its type {expected} does not allow",
    "bad-date": "{name} is not a date",
    "bad-time": "{name} is not a time",
    "range-reversed": "{name} is a range that ends before it starts",
    "bad-pattern": "{name} does not have its form {expected}",
    "syntax-condition": "{condition}",
    "amount-decimals": "{name} is an amount of money with more than {expected} decimals",
}


_CONDITIONS = {
    "P": "{all} belong together: all of them are given, or none",
    "R": "at least one of {all} is needed",
    "E": "only one of {all} can be given",
    "C": "{first} is given, and so needs {rest}",
    "L": "{first} is given, and so needs at least one of {rest}",
}


def condition_in_words(segment: str, condition: str) -> str:
    """What a condition of X12.6 asks for, as P0809 in NM1: NM108 and NM109 belong together."""
    elements = [f"{segment}{condition[start : start + 2]}" for start in range(1, len(condition), 2)]
    text = _CONDITIONS.get(condition[:1], "the elements of this segment do not meet the condition {condition}")
    return text.format(
        all=_listed(elements), first="".join(elements[:1]), rest=_listed(elements[1:]), condition=condition
    )


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One finding.

    `code` is a 999 or TA1 code (`HL1`, `HL2`, `LX`, `SEG1` are pyx12's own), `level` one of isa, gs, st, seg,
    ele; `reason` a stable word for both together. `segment_no` counts from the file's first ISA (1),
    `st_segment_no` from the ST (1); `isa`, `gs`, `st` are control numbers; `claim` is CLM01. `name` and
    `expected` come from the guide. `value` is the offending text and may be PHI: `message` never shows it.
    """

    code: str
    level: str
    reason: str
    segment_no: int
    st_segment_no: int = 0
    isa: str = ""
    gs: str = ""
    st: str = ""
    segment: str = ""
    loop: str = ""
    element: int = 0
    component: int = 0
    repeat: int = 0
    claim: str = ""
    name: str = ""
    expected: str = ""
    value: str = ""

    def __repr__(self) -> str:
        """For logs and tracebacks: place and reason, no value and no claim."""
        place = f"{self.segment_no}:{self.loop}:{self.segment}{self.element:02}-{self.component}"
        return f"Finding({self.level} {self.code} {self.reason} at {place})"

    @property
    def message(self) -> str:
        """The finding in words, made only when it is shown; holds names and limits, no values."""
        text = _MESSAGES.get(self.reason, self.reason)
        condition = condition_in_words(self.segment, self.expected) if self.reason == "syntax-condition" else ""
        return text.format(name=self.name, expected=self.expected, loop=self.loop, condition=condition)

    @property
    def severity(self) -> str:
        """error, warning or info; only errors make a file invalid."""
        return _SEVERITIES.get(self.reason, "error")

    @property
    def snip(self) -> int:
        """The SNIP type: 1 for X12 syntax, 2 for the guide."""
        return 1 if self.level in _SYNTAX_LEVELS or self.reason in _SYNTAX_REASONS else 2


_LONGEST = 12  # characters of GS08: what is longer is no version, and may be anything
_MOST_GUIDES = 100


class Summary(msgspec.Struct):
    """Counts of a whole file: `valid` is pyx12's verdict in exact mode, and in product mode "no error
    found". `guides` counts the transactions that were checked by a guide, `passed_over` those that were not: by ST01
    and the guide's version."""

    valid: bool = True
    segments: int = 0
    transactions: int = 0
    claims: int = 0
    findings: int = 0
    guides: dict[str, int] = {}
    passed_over: dict[str, int] = {}

    def restart(self) -> None:
        """Count anew: what was read so far is counted elsewhere."""
        self.transactions = self.claims = 0
        self.guides.clear()
        self.passed_over.clear()

    def count_transaction(self, transaction: str, version: str, *, has_guide: bool) -> None:
        """Count an ST."""
        self.transactions += 1
        counts = self.guides if has_guide else self.passed_over
        parts = (part for part in (transaction.strip(), version.strip()) if part.isalnum() and len(part) <= _LONGEST)
        name = " ".join(parts) or "unnamed"
        if name in counts or len(counts) < _MOST_GUIDES:
            counts[name] = counts.get(name, 0) + 1
