"""Secure e-mail is a last resort.

What it finds
    A profile whose transmission method is secure e-mail while other methods are available.

Why it matters
    DHCS allows secure e-mail only if no other option is available.

How to fix
    Use the portal or SFTP, or set other_methods_available = false.

Example

"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.reference import FileRef
from mappings.profile_file import Profile

RULE = Rule(
    code="PF001",
    severity="warning",
    scope="profile",
    message="the profile sends by secure e-mail while other methods are available",
    hint="Use the portal or SFTP, or set transmission.other_methods_available = false.",
    requirements=(
        "XMT-001",
        "PRI-009",
    ),
)


def check(profile: Profile, where: FileRef) -> Iterator[Diagnostic]:
    """Secure e-mail is a last resort."""
    if not profile.transmission.other_methods_available:
        return
    if profile.transmission.method == "secure_email":
        yield RULE.at(where)
    for provider in profile.providers:
        if provider.transmission_method == "secure_email":
            yield RULE.at(where, provider.npi)
