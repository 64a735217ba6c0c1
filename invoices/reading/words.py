"""What a heading or a label says about the field that it stands for."""

from __future__ import annotations

from invoices.layout.naming import name_scores
from mappings.subject_file import INVOICE


def best_field(text: str, subject: str = INVOICE) -> tuple[str, float]:
    """The field that a text names best and how well, in log-odds (from about 3 on it says so clearly); ("", 0.0)
    where it names none of ours."""
    field, score = max(name_scores(text, "", subject).items(), key=lambda item: item[1], default=("", 0.0))
    return (field, score * 10 - 3) if field else ("", 0.0)
