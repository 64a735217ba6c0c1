"""Text of a file, or of its name, as it may be shown: characters that steer a terminal or turn the order of letters
round, and bytes that are not text, stand there as their numbers."""

from __future__ import annotations

import re

# Controls of both kinds, marks of direction, separators of lines, and what stands for a byte that is not UTF-8.
UNSEEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff9-\ufffb"
_STEERING = re.compile(f"[{UNSEEN}\t\n]")


def shown(text: str) -> str:
    """The text on one line, with `\\u001b` in the place of an escape character, and so on."""
    return _STEERING.sub(number_of, text) if _STEERING.search(text) else text


def number_of(character: re.Match[str]) -> str:
    """A character by its number, as JSON writes it."""
    return f"\\u{ord(character[0]):04x}"


def file_stem(name: str) -> str:
    """A name for files made of another file's: what cannot be shown becomes a low line."""
    return _STEERING.sub("_", name)
