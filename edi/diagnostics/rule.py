"""Rules: one file each, found by walking a package.

A rule module is named `<code>_<slug>.py`, holds a docstring with the four headings of `HEADINGS`, a constant
`RULE` and a generator `check` (or `RAISED_BY`, the name of the reader that makes the finding while it reads).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import ModuleType
from typing import Any, Literal, NamedTuple, TypeAlias

from edi.diagnostics.diagnostic import Diagnostic
from edi.docstrings import docstring_of
from edi.model.reference import Reference
from mappings.errors import ProgramError

Severity: TypeAlias = Literal["error", "warning", "info"]
Scope: TypeAlias = Literal[
    "cell", "line", "sheet", "table", "run", "encounter", "file", "profile", "roster", "provider_file",
    "member_row", "member_table", "member_files", "members_and_claims", "report", "report_row",
]  # fmt: skip
Check: TypeAlias = Callable[[Any, Any], Iterator[Diagnostic]]

#: Every package with rules: what is documented, explained and tested.
EVERY_PACKAGE = ("invoices.rules", "edi.rules", "edi.qimr.rules")
HEADINGS = ("What it finds", "Why it matters", "How to fix", "Example")


class Becomes(NamedTuple):
    """The 837P element that a value becomes."""

    loop: str
    segment: str
    element: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """What is said about a finding. `message` and `hint` may name `{found}`, `{expected}`, `{field}` and
    `{related}`. `found_is_code` says that what is found is a short code or number, which tells nothing of a person and
    is not masked; `expected_is_value` says that what is expected is a value like the one found and masked like it,
    `expected_holds_codes` that it holds codes among its words. `requirements` are ids of the published guidance that
    the rule carries out. `of_whole_claims` says that the rule is silent about a claim in which the guide found a
    segment unexpected or missing: what it compares may be elsewhere. `unaddressed` is the severity of a receiver's rule
    (type 7) in a file whose receiver is not known; without one it is not asked there. An error that `withholds` nothing
    is about what was not read, and leaves the lines beside it alone. `silent_when` are facts of a claim
    (`edi.claims.facts`): where all of them hold, the rule finds nothing and need not be asked; with none it is asked of
    every claim. `once_a_loop` says that what it finds in a loop above the claims, it finds whatever claim stands below,
    so that one claim is enough to ask about the loop."""

    code: str
    severity: Severity
    scope: Scope
    message: str
    hint: str
    field: str = ""
    becomes: Becomes | None = None
    requirements: tuple[str, ...] = ()
    found_is_code: bool = False
    expected_is_value: bool = False
    expected_holds_codes: bool = False
    of_whole_claims: bool = False
    unaddressed: Severity | None = None
    withholds: bool = True
    silent_when: int = 0
    once_a_loop: bool = False
    snip: int = 0
    slug: str = ""
    documentation: str = ""

    def at(
        self,
        where: Reference,
        found: object = "",
        expected: object = "",
        related: tuple[Reference, ...] = (),
    ) -> Diagnostic:
        """A finding of this rule."""
        return Diagnostic(self.code, where, str(found), str(expected), related)

    @property
    def title(self) -> str:
        """The first sentence of the documentation."""
        return self.documentation.split("\n", 1)[0].rstrip(".")


@dataclass(frozen=True, slots=True)
class Registry:
    """All rules of some packages, by code, with their checks by scope."""

    rules: Mapping[str, Rule]
    checks: Mapping[Scope, tuple[tuple[Rule, Check], ...]] = field(default_factory=dict)

    def severity(self, code: str, overrides: Mapping[str, Severity]) -> Severity:
        """The severity of a code: the payer file's word, else the rule's own. Nothing else decides."""
        return overrides.get(code) or self.rules[code].severity


@cache
def load_rules(*packages: str, families: tuple[str, ...] = (), added: tuple[str, ...] = ()) -> Registry:
    """Every rule below the named packages, or those whose module names begin with one of `families`, and every rule of
    the packages `added`. A module that defines `rules` gives several, which are data. Raises ProgramError for a module
    that is no rule or is not named for its code and slug, and for two rules of one code."""
    rules: dict[str, Rule] = {}
    places: dict[str, str] = {}
    checks: dict[Scope, list[tuple[Rule, Check]]] = {}
    for package in (*packages, *added):
        for name in _modules_of(package, () if package in added else families):
            module = _loaded(f"{package}.{name}")
            several = hasattr(module, "rules")
            for rule in module.rules() if several else (_rule_of(module, name),):
                if rule.code in rules:
                    other = places[rule.code]
                    raise ProgramError(f"{package}.{name}: the code {rule.code} is taken by {other}: choose a free one")
                rules[rule.code], places[rule.code] = rule, module.__name__
                check = None if several else getattr(module, "check", None)
                if check is not None:
                    checks.setdefault(rule.scope, []).append((rule, check))
    return Registry(rules, {scope: tuple(pairs) for scope, pairs in checks.items()})


def _modules_of(package: str, families: tuple[str, ...]) -> Iterator[str]:
    """The modules of a package of rules; of some families alone, where these are named."""
    for found in pkgutil.iter_modules(getattr(_loaded(package), "__path__", ())):
        if not families or found.name.startswith(families):
            yield found.name


def _loaded(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as problem:
        missing = problem.name or "something"
        raise ProgramError(f"the rules of {name} cannot be loaded: {missing} is missing") from problem
    except SyntaxError as problem:
        raise ProgramError(f"{name}: line {problem.lineno} is no Python") from problem


def _rule_of(module: ModuleType, name: str) -> Rule:
    """The rule of a module, with its slug and documentation."""
    rule = getattr(module, "RULE", None)
    if not isinstance(rule, Rule):
        raise ProgramError(f"{module.__name__}: defines no RULE; how: docs/how-to/add-a-rule.md")
    code, _, slug = name.partition("_")
    if code.upper() != rule.code or not slug:
        right = f"{rule.code.lower()}_{slug or 'slug'}.py"
        raise ProgramError(
            f"{module.__name__}: holds the rule {rule.code}: name the file for its code and slug, as {right}"
        )
    if hasattr(module, "check") == hasattr(module, "RAISED_BY"):
        raise ProgramError(f"{module.__name__}: needs either a `check`, or RAISED_BY, the module that finds it")
    documentation = docstring_of(module)
    lacking = [heading for heading in HEADINGS if f"\n{heading}\n" not in f"{documentation}\n"]
    if lacking:
        raise ProgramError(f"{module.__name__}: its docstring lacks {', '.join(lacking)}")
    return replace(rule, slug=slug.replace("_", "-"), documentation=documentation)
