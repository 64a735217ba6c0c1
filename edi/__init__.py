"""The encounter: model, X12, validation, reports, and the functions that programs of your own call.

Everything here is imported when it is first used: a bare `import edi` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from edi.app.convert import ConvertRequest, ConvertResult, convert
    from edi.app.given import NamedBytes, RequestError, Step
    from edi.app.members import MembersRequest, MembersResult, members
    from edi.app.providers import ProvidersRequest, ProvidersResult, providers
    from edi.app.report import ReportRequest, ReportResult, report
    from edi.app.sink import Kept, Sink
    from edi.app.translate import TranslateRequest, WorkbookResult, translate
    from edi.app.validate import ValidateRequest, ValidateResult, validate
    from edi.model.claim import Claim
    from edi.model.provider_file import ProviderFile
    from edi.t274.parse import read_274
    from edi.t837p.parse import Reading, read_837p
    from mappings.errors import ConfigError

__all__ = [
    "Claim",
    "ConfigError",
    "ConvertRequest",
    "ConvertResult",
    "Kept",
    "MembersRequest",
    "MembersResult",
    "NamedBytes",
    "ProviderFile",
    "ProvidersRequest",
    "ProvidersResult",
    "Reading",
    "ReportRequest",
    "ReportResult",
    "RequestError",
    "Sink",
    "Step",
    "TranslateRequest",
    "ValidateRequest",
    "ValidateResult",
    "WorkbookResult",
    "convert",
    "members",
    "providers",
    "read_274",
    "read_837p",
    "report",
    "translate",
    "validate",
]

_HOMES = {
    "edi.app.convert": ("ConvertRequest", "ConvertResult", "convert"),
    "edi.app.given": ("NamedBytes", "RequestError", "Step"),
    "edi.app.report": ("ReportRequest", "ReportResult", "report"),
    "edi.app.sink": ("Kept", "Sink"),
    "edi.app.members": ("MembersRequest", "MembersResult", "members"),
    "edi.app.providers": ("ProvidersRequest", "ProvidersResult", "providers"),
    "edi.app.translate": ("TranslateRequest", "WorkbookResult", "translate"),
    "edi.app.validate": ("ValidateRequest", "ValidateResult", "validate"),
    "edi.model.claim": ("Claim",),
    "edi.model.provider_file": ("ProviderFile",),
    "edi.t274.parse": ("read_274",),
    "edi.t837p.parse": ("Reading", "read_837p"),
    "mappings.errors": ("ConfigError",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """The public names, loaded on first use."""
    if name in _HOME_OF:
        return getattr(import_module(_HOME_OF[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted(__all__)
