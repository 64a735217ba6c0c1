"""The error of a file of answers that cannot be read."""

from __future__ import annotations

from mappings.errors import ConfigError


class UnreadableAnswerError(ConfigError):
    """A file that is no answer, or is cut: which one and why, in one line without values."""
