"""Validating X12 files: the guide's engine (types 1 and 2) and the rules (types 3 to 7) brought together."""

from edi.validation.outcome import Outcome
from edi.validation.run import Options, validate_source

__all__ = ["Options", "Outcome", "validate_source"]
