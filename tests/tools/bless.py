"""Writes anew what follows from code and data: the golden files of the samples, the tour of the README, the published
schemas and list of what callers rely on, the generated pages. `python3 .ci/dev.py bless` runs it.

Read the difference before you commit it: it is what every user will see.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.tools import generate_docs
from tests.tools.docs_pages.markdown import ROOT

#: The tests that write what they would else compare, where EDI_BLESS is set.
WRITERS = (
    "tests/golden/test_golden.py",
    "tests/test_readme.py",
    "tests/report/test_summary.py::test_the_published_schema_is_current",
    "tests/docs/test_python_pages.py::test_what_callers_rely_on_stays",
)


def main(words: list[str]) -> int:
    """The program; further words go to pytest."""
    pages = generate_docs.main([])
    command = [sys.executable, "-m", "pytest", *WRITERS, *words]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "EDI_BLESS": "1"}, check=False)
    return pages or done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
