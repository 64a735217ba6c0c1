"""Writes a guess down as a layout file for a person to check and keep. No value of the sheet stands in it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from invoices.layout.claims import Choice, Clash
from invoices.layout.guess import Guess, core_of
from invoices.layout.table import column_letter
from mappings.fields import all_fields
from mappings.subject_file import INVOICE, load_subject

# From here on a choice needs no second look.
CERTAIN = 0.85


def draft(guess: Guess, name: str) -> str:
    """The layout as TOML: `name` has to be that of the file. What is in doubt stands in it as a comment."""
    plain = [choice for choice in guess.found.choices if not choice.target.slot]
    slots = [choice for choice in guess.found.choices if choice.target.slot]
    about = load_subject(guess.subject)
    present = {choice.target.name for choice in guess.found.choices} | {label.field for label in guess.labels}
    core = core_of(present, guess.subject) or [about.core[0][0]]
    lines = [
        "# Drafted from a workbook that no layout names. A percentage says how sure a choice is: check the ones that",
        "# say so, correct what is wrong, and put the file into a folder `layouts` beside edi-translate.toml, or give",
        f"# it with --layout. Every field that there is: mappings/{about.folder.name}/fields.csv.",
        f"name = {_quoted(name)}  # as the file is called",
        'title = "One row a service"' if guess.subject == INVOICE else f'title = "A {about.title}"',
        *([] if guess.subject == INVOICE else [f'subject = "{guess.subject}"']),
        'sample = ""',
        f"recognise = [{', '.join(map(_quoted, core))}]  # a sheet that has these is of this layout",
    ]
    if guess.height > 1:
        lines.append(f"header_rows = {guess.height}  # a heading is that of its group and its own")
    if guess.labels:
        lines += ["", "[labels]", *_labels(guess)]
    lines += ["", "[columns]", *_columns(plain), *_doubts(guess)]
    if slots:
        last = max(choice.target.slot for choice in slots)
        lines += ["", "[slots]", f"last = {last}", "", "[slots.columns]", *_columns(slots)]
    return "\n".join(lines) + "\n"


def _columns(choices: list[Choice]) -> Iterator[str]:
    by_field: dict[str, list[Choice]] = {}
    for choice in sorted(choices, key=lambda choice: choice.column.number):
        by_field.setdefault(choice.target.name, []).append(choice)
    for name, taken in by_field.items():
        texts = dict.fromkeys(choice.heading for choice in taken)
        where = ", ".join(column_letter(choice.column.number) for choice in taken)
        yield _line(name, list(texts), where, min(choice.score for choice in taken))


def _labels(guess: Guess) -> Iterator[str]:
    for name in dict.fromkeys(label.field for label in guess.labels):
        same = [label for label in guess.labels if label.field == name]
        yield _line(name, [label.text for label in same], same[0].cell, min(label.score for label in same))


def _line(name: str, texts: list[str], where: str, score: float) -> str:
    check = "" if score >= CERTAIN else ": check"
    return f"{name} = [{', '.join(map(_quoted, texts))}]  # {where}, {score:.0%}{check}"


def _doubts(guess: Guess) -> Iterator[str]:
    """What a person has to decide: claims that are equal, near misses, and what was not found at all."""
    for clash in guess.found.clashes:
        yield from _clash(clash)
    heading = {column.number: column.heading for column in guess.columns}
    open_fields = {clash.name for fight in guess.found.clashes for clash in fight.targets}
    taken = {choice.target.name for choice in guess.found.choices} | {label.field for label in guess.labels}
    for number, (target, score) in sorted(guess.found.near.items()):
        if target.name not in taken | open_fields:
            open_fields.add(target.name)
            yield f"# {_line(target.name, [heading[number]], column_letter(number), score)}"
    for names in load_subject(guess.subject).core:
        if {*names}.isdisjoint(taken | open_fields):
            yield f'# {names[0]} = ["..."]  # needed: name the column of ‘{all_fields()[names[0]].title}’'


def _clash(clash: Clash) -> Iterator[str]:
    for target in clash.targets:
        for column in clash.columns:
            where = column_letter(column.number)
            yield f"# {target.name} = [{_quoted(column.heading)}]  # {where}, one of several that fit alike: choose"


def _quoted(text: str) -> str:
    """A TOML string; its escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
