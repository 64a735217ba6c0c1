"""Rules that other packages bring: an installed package names its package of rules as an entry point.

    [project.entry-points."edi_translate.rules"]
    golden-valley = "golden_valley.rules"

Its rules are files as those of the program, with codes that the program does not have. To be installed is to be asked.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from edi.diagnostics.rule import Registry, load_rules

GROUP = "edi_translate.rules"


class RulePackage(NamedTuple):
    """A package of rules with the distribution that brings it."""

    package: str
    distribution: str
    version: str

    @property
    def said(self) -> str:
        """The package for a person."""
        return f"{self.distribution} {self.version}"


@cache
def added_packages() -> tuple[RulePackage, ...]:
    """The packages of rules that are installed beside the program, by name of their distribution."""
    if not any(GROUP.encode() in text for text in _entry_points()):
        return ()
    from importlib.metadata import entry_points  # slow to import, and most have none

    found = [
        RulePackage(one.value, one.dist.name if one.dist else one.name, one.dist.version if one.dist else "")
        for one in entry_points(group=GROUP)
    ]
    return tuple(sorted(set(found), key=lambda one: (one.distribution, one.package)))


def _entry_points() -> Iterator[bytes]:
    """What distributions say of their entry points, as text."""
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - a Path for each of hundreds of entries costs more
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                try:
                    yield Path(folder, name, "entry_points.txt").read_bytes()
                except OSError:
                    continue


def rules_with_added(*packages: str, families: tuple[str, ...] = ()) -> Registry:
    """As `load_rules`, and all rules of other packages, whatever their families. Raises ProgramError for a package that
    cannot be loaded, or has a code that the program has or another package."""
    return load_rules(*packages, families=families, added=tuple(one.package for one in added_packages()))
