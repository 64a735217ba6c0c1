"""Loads everything of a plan's own mappings once, so that a fault in them is told before a run begins."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from mappings.own import own_mappings, use, used


def use_own(folder: Path | None) -> None:
    """Chooses the folder of a plan's own mappings (None, or one that is not there: none) and looks at all of them.
    Raises ConfigError; then none is used."""
    use(folder)
    if used() is None:
        return
    try:
        for one in own_mappings():
            for load in _loaders(one.file):
                load()
    except BaseException:
        use(None)
        raise


def _loaders(name: str) -> list[Callable[[], Any]]:
    """What reads a file of the folder."""
    kind, _, rest = name.partition("/")
    if kind == "services":
        from mappings.service_table import load_services

        return [load_services]
    if kind == "codes":
        from mappings.code_sets import load_places, load_taxonomies

        return [load_places, load_taxonomies]
    if kind == "reports":
        from mappings.report_table import load_populations, load_report_codes, load_tabs

        return [load_tabs, load_report_codes, load_populations]
    if kind == "members":
        from mappings.fields import all_fields
        from mappings.header_aliases import load_aliases
        from mappings.member_fields import load_codes, load_member_fields

        file = rest.partition("/")[0]
        return [all_fields, load_codes, load_member_fields, *([partial(load_aliases, file)] if "/" in rest else [])]
    if kind == "payers":
        from mappings.payer_file import load_payer

        return [partial(load_payer, Path(rest).stem)]
    from mappings.layout_file import load_layouts
    from mappings.subject_file import load_subjects

    return [partial(load_layouts, subject) for subject in load_subjects()]
