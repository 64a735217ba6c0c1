"""The site builds with no broken link and fetches nothing when it is read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.docs_pages.markdown import ROOT

pytest.importorskip("mkdocs")
# What a browser loads by itself; a link that a reader may follow is none of these.
LOADED = re.compile(r'<(?:script|img|iframe|link)\b[^>]*?(?:src|href)="(?:https?:)?//[^"]*"')


def test_the_site_builds_strictly_and_loads_nothing(tmp_path: Path) -> None:
    # Not --quiet: with it mkdocs counts no warnings, and --strict finds nothing.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "docs/mkdocs.yml", "-d", str(tmp_path)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > 60
    for page in pages:
        assert not LOADED.search(page.read_text(encoding="utf-8")), page.name
    assert not list(tmp_path.rglob("*.toml"))
