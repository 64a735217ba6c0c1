"""A cell that is kept for the audit record only and never judged: it reaches no file."""

from __future__ import annotations

from typing import Any

from invoices.cells.base import EMPTY, Cleaned, text_of


def clean(value: Any, limit: int) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """Any value -> its text."""
    text = text_of(value)
    return Cleaned(text) if text else EMPTY
