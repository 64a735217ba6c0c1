"""A cell that is kept for the audit record only and never judged, but for an error value: it reaches no file."""

from __future__ import annotations

from typing import Any

from invoices.cells.base import EMPTY, Cleaned, failed, text_of


def clean(value: Any, limit: int) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """Any value -> its text; CL023 for an error value."""
    text = text_of(value)
    error = failed(text)
    if error is not None:
        return error
    return Cleaned(text) if text else EMPTY
