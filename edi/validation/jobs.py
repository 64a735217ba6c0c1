"""Several files, or one large file, on several processes; findings stay in the order of one process."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from edi.validation.outcome import Outcome
from edi.validation.run import Options, validate_source


def validate_all(sources: Sequence[tuple[Path | bytes, str]], options: Options, jobs: int) -> list[Outcome]:
    """The outcome of each source, in their order."""
    if jobs == 1 or len(sources) == 1:
        return [validate_source(source, name, options) for source, name in sources]
    with ProcessPoolExecutor(min(jobs, len(sources))) as pool:
        return list(pool.map(validate_source, *zip(*sources, strict=True), [options] * len(sources)))
