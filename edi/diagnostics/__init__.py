"""Findings: how one looks, where the rules live, how it is printed."""

from edi.diagnostics.added import added_packages, rules_with_added
from edi.diagnostics.diagnostic import Diagnostic
from edi.diagnostics.rule import EVERY_PACKAGE, Becomes, Check, Registry, Rule, Severity, load_rules

__all__ = [
    "EVERY_PACKAGE",
    "Becomes",
    "Check",
    "Diagnostic",
    "Registry",
    "Rule",
    "Severity",
    "added_packages",
    "load_rules",
    "rules_with_added",
]
