"""Makes the reference pages that follow from code and data.

python -m tests.tools.generate_docs            write them, remove stale ones
python -m tests.tools.generate_docs --check    only say which are stale; exit 1 if any is
"""

from __future__ import annotations

import sys

from tests.tools.docs_pages import (
    cli,
    harness,
    member_files,
    provider_guide,
    python_api,
    report,
    requirements,
    rules,
    settings,
    shapes,
    summary,
    systems,
    tables,
)
from tests.tools.docs_pages.markdown import DOCS

MAKERS = (
    cli, harness, python_api, provider_guide, rules, settings, shapes, tables, member_files, report, summary,
    requirements, systems,
)  # fmt: skip


def wanted() -> dict[str, str]:
    """Every generated page: path below `docs/` -> text. ValueError says what is wrong with what it is made from."""
    pages: dict[str, str] = {}
    for maker in MAKERS:
        pages |= maker.pages()
    return pages


def stale(pages: dict[str, str]) -> list[str]:
    """Paths of pages that are missing, differ, or are about a rule that is gone."""
    different = [
        path
        for path, text in pages.items()
        if not (DOCS / path).is_file() or (DOCS / path).read_text(encoding="utf-8") != text
    ]
    return sorted(different + _gone(pages))


def _gone(pages: dict[str, str]) -> list[str]:
    there = (path.relative_to(DOCS).as_posix() for path in (DOCS / rules.FOLDER).glob("*.md"))
    return [path for path in there if path not in pages]


def main(arguments: list[str]) -> int:
    """The program."""
    try:
        pages = wanted()
    except ValueError as problem:
        print(f"generate_docs: {problem}", file=sys.stderr)
        return 1
    found = stale(pages)
    if "--check" in arguments:
        for path in found:
            print(f"docs/{path} is stale; run python -m tests.tools.generate_docs", file=sys.stderr)
        return 1 if found else 0
    gone = set(_gone(pages))
    for path in found:
        if path in gone:
            (DOCS / path).unlink()
            continue
        (DOCS / path).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / path).write_text(pages[path], encoding="utf-8")
    print(f"{len(pages)} pages, {len(found)} written or removed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
