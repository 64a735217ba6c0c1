"""Between our own separators and those of a file."""

from __future__ import annotations

from edi.x12.delimiters import Delimiters
from edi.x12.write import COMPONENT, ELEMENT, END, REPETITION, TERMINATOR

_OURS = ELEMENT + COMPONENT + REPETITION + TERMINATOR


def exchange(delimiters: Delimiters) -> dict[int, int]:
    """The table that swaps a file's separators with ours; empty where they are the same. It is its own inverse."""
    theirs = (delimiters.element, delimiters.component, delimiters.repetition or REPETITION, delimiters.terminator)
    table: dict[int, int] = {}
    for one, other in zip(theirs, _OURS, strict=True):
        if one != other:
            table[ord(one)], table[ord(other)] = ord(other), ord(one)
    return table


def finished(text: str, delimiters: Delimiters, line_break: str) -> str:
    """Text of our own with the separators and line breaks of a file."""
    if line_break != "\n" or delimiters.terminator != TERMINATOR:
        text = text.replace(END, TERMINATOR + ("" if delimiters.terminator in "\r\n" else line_break))
    table = exchange(delimiters)
    return text.translate(table) if table else text


def after(delimiters: Delimiters, line_break: str) -> str:
    """The end of a segment."""
    return delimiters.terminator + ("" if delimiters.terminator in "\r\n" else line_break)
