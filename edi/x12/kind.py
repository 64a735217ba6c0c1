"""Which transaction a file holds, seen from its beginning."""

from __future__ import annotations

from edi.x12.encoding import LATIN_1
from edi.x12.reader import read_blocks
from edi.x12.source import Source, pieces

#: The first ST stands third in any file that has one early; a file of another kind is not read to its end.
_LOOKED_AT = 1000


def first_transaction(source: Source) -> str:
    """ST01 of the first transaction, "" where none is near the beginning. An unreadable path raises OSError."""
    seen = 0
    for block in read_blocks(pieces(source), encoding=LATIN_1):
        for segment in block.segments:
            identifier, *elements = block.delimiters.split(segment)
            if identifier.strip() == "ST":
                return elements[0] if elements else ""
        seen += len(block.segments)
        if seen > _LOOKED_AT:
            break
    return ""
