"""A level stands below the wrong one.

What it finds
    An HL whose parent (HL02) is not the level that it belongs to: a group's is the receiver, a site's its group, a
    provider's its site, never the provider before it.

Why it matters
    Read by its numbers the file says something else than by its order: a provider that hangs below another is at no
    site.

How to fix
    Make HL02 the number of the level above.

Example
    HL*7*6*19*0~ below HL*6*5*19*0~
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import ProviderFile
from edi.t274.around import Around
from edi.t274.levels import wrong_parents
from edi.t274.where import where

RULE = Rule(
    code="PV028",
    severity="error",
    scope="provider_file",
    message="HL02 names another level than {expected}",
    hint="Correct HL02; it names the level above.",
    snip=7,
)


def check(file: ProviderFile, _around: Around) -> Iterator[Diagnostic]:
    """A level stands below the wrong one."""
    for value, above in wrong_parents(file):
        yield RULE.at(where(value, ""), type(value).__name__.lower(), above)
