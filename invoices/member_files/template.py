"""Empty workbooks for the four member-level files, ready to be filled and sent back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from edi.member_files.identity import KEYS
from edi.member_files.models import Kind
from invoices.member_files.workbook import Tab, workbook
from mappings.member_fields import MemberField, load_member_fields
from mappings.profile_file import MemberFiles


def columns_for(kind: Kind, settings: MemberFiles, *, agreed: bool = False) -> Sequence[MemberField]:
    """The columns of a file: those that identify the member of a return file first, for its published ones do not; then
    the published ones in their order; with `agreed` the others that the guidance leaves out, last."""
    fields = load_member_fields()[kind]
    keys = KEYS[settings.return_key] if kind == "rtf" else ()
    first = [fields[name] for name in keys]
    published = [field for field in fields.values() if field.is_published]
    others = [field for field in fields.values() if agreed and not field.is_published and field.name not in keys]
    if kind == "rtf":
        others = []  # they are other ways of naming the member: one is enough
    return [*first, *published, *others]


def template(kinds: Iterable[Kind], settings: MemberFiles, made: datetime, *, agreed: bool = False) -> bytes:
    """An empty workbook with a tab for each of `kinds`."""
    return workbook([Tab(kind, columns_for(kind, settings, agreed=agreed)) for kind in kinds], made)
