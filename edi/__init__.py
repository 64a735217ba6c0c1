"""The encounter: model, X12, validation, reports and the command line.

`read_837p`, `read_274` and the classes of what they yield are the public door for programs of your own; they are
imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from edi.model.claim import Claim
    from edi.model.provider_file import ProviderFile
    from edi.t274.parse import read_274
    from edi.t837p.parse import Reading, read_837p

__all__ = ["Claim", "ProviderFile", "Reading", "read_274", "read_837p"]

_HOMES = {
    "read_837p": "edi.t837p.parse",
    "Reading": "edi.t837p.parse",
    "Claim": "edi.model.claim",
    "read_274": "edi.t274.parse",
    "ProviderFile": "edi.model.provider_file",
}


def __getattr__(name: str) -> Any:
    """The public names, loaded on first use: a bare `import edi` costs nothing."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
