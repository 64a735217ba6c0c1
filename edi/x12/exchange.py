"""Between our own separators and those of a file.

A value may hold a character that is one of ours and separates nothing in its file: it is escaped by a character that
no text has (a Unicode noncharacter), so that no two characters ever become one. Elements of these guides do not
repeat: the repetition separator (ISA11) separates nothing, and is never exchanged.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from edi.x12.delimiters import Delimiters
from edi.x12.write import COMPONENT, ELEMENT, END, TERMINATOR

#: Characters by number, as `str.translate` wants them.
Table: TypeAlias = dict[int, int]

#: What stands for a separator of ours inside a value.
ESCAPES = {ELEMENT: "\ufdd0", COMPONENT: "\ufdd1", TERMINATOR: "\ufdd2"}
_PLAIN = {ord(escape): ord(mark) for mark, escape in ESCAPES.items()}


def has_ours(delimiters: Delimiters) -> bool:
    """Whether a file separates elements and components as we do."""
    return delimiters.element == ELEMENT and delimiters.component == COMPONENT


@lru_cache(maxsize=64)
def exchange(delimiters: Delimiters, *, back: bool = False) -> Table:
    """The table that puts our separators in the place of a file's, or `back`; empty where they are the same. What is
    ours and no separator of the file is escaped."""
    theirs = _roles(delimiters)
    escaped = escaping(delimiters)
    if back:
        changed = {ord(our): ord(their) for our, their in theirs.items() if our != their}
        return changed | {escape: mark for mark, escape in escaped.items()}
    changed = {ord(theirs[our]): ord(our) for our in (COMPONENT, ELEMENT) if theirs[our] != our}
    return escaped | changed  # what separates elements separates nothing else


@lru_cache(maxsize=64)
def escaping(delimiters: Delimiters) -> Table:
    """The table that escapes what is ours, and not the file's, in a value."""
    return {ord(our): ord(ESCAPES[our]) for our, their in _roles(delimiters).items() if our != their}


@lru_cache(maxsize=64)
def reading_values(delimiters: Delimiters) -> Table:
    """The table that makes of a value with our separators the one that stands in the file."""
    own = {} if delimiters.component == COMPONENT else {ord(COMPONENT): ord(delimiters.component)}
    return own | _PLAIN


def plain(text: str) -> str:
    """A text without escapes, for people."""
    return text if text.isascii() else text.translate(_PLAIN)


def has_escapes(text: str) -> bool:
    """Whether a text holds an escape."""
    return not text.isascii() and any(escape in text for escape in ESCAPES.values())


def finished(text: str, delimiters: Delimiters, line_break: str) -> str:
    """Text of our own with the separators and line breaks of a file."""
    if line_break != "\n" or delimiters.terminator != TERMINATOR:
        text = text.replace(END, TERMINATOR + ("" if delimiters.terminator in "\r\n" else line_break))
    table = exchange(delimiters, back=True)
    return text.translate(table) if table else text


def after(delimiters: Delimiters, line_break: str) -> str:
    """The end of a segment."""
    return delimiters.terminator + ("" if delimiters.terminator in "\r\n" else line_break)


def _roles(delimiters: Delimiters) -> dict[str, str]:
    """Our separators and the file's."""
    return {ELEMENT: delimiters.element, COMPONENT: delimiters.component, TERMINATOR: delimiters.terminator}
