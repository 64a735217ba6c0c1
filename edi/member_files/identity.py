"""Which member a row is about. Tables 5 to 7 hold nothing that says so: which agreed column does is a setting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from edi.member_files.models import MemberInformation, MemberRow, ReturnRow

ReturnKey: TypeAlias = Literal["member_cin", "member_mrn", "name_and_birth"]
Key: TypeAlias = tuple[str, ...]

# The columns of each choice.
KEYS: Mapping[ReturnKey, tuple[str, ...]] = {
    "member_cin": ("member_cin",),
    "member_mrn": ("member_mrn",),
    "name_and_birth": ("member_last_name", "member_first_name", "member_dob"),
}


def key_of_return(row: MemberRow, chosen: ReturnKey) -> Key | None:
    """What identifies the member of a return row, by the agreed columns; None where one of them is empty."""
    values = [getattr(row, name, None) for name in KEYS[chosen]]
    return tuple(str(value).upper() for value in values) if all(values) else None


def key_of(row: MemberRow, chosen: ReturnKey) -> Key | None:
    """What identifies the member of any row: the CIN, in a return file what was agreed on."""
    if isinstance(row, ReturnRow):
        return key_of_return(row, chosen)
    cin = getattr(row, "member_cin", None)
    return (cin,) if cin else None


class Directory:
    """The CINs of the members that Member Information Files name, by whatever a return file may identify them."""

    def __init__(self, members: Iterable[MemberInformation], chosen: ReturnKey) -> None:
        self._chosen = chosen
        self._known: dict[Key, set[str]] = {}
        for row in members:
            key = key_of_return(row, chosen)
            if key and row.member_cin:
                self._known.setdefault(key, set()).add(row.member_cin)

    def cin_of(self, row: ReturnRow) -> str | None:
        """The CIN of a return row: its own, else that of the one member with its key; None without a single one."""
        if row.member_cin:
            return row.member_cin
        key = key_of_return(row, self._chosen)
        found = self._known.get(key, set()) if key else set()
        return next(iter(found)) if len(found) == 1 else None
