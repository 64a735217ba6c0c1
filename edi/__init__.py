"""The encounter: model, X12, validation, reports and the command line.

`read_837p` and the classes of what it yields are the public door for programs of your own; they are imported when
first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from edi.model.claim import Claim
    from edi.t837p.parse import Reading, read_837p

__all__ = ["Claim", "Reading", "read_837p"]


def __getattr__(name: str) -> Any:
    """The public names, loaded on first use: a bare `import edi` costs nothing."""
    if name in ("read_837p", "Reading"):
        from edi.t837p import parse

        return getattr(parse, name)
    if name == "Claim":
        from edi.model.claim import Claim

        return Claim
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
