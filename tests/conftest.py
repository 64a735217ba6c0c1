"""Settings of the whole suite: hypothesis runs the same examples everywhere, and never fails for being slow."""

from __future__ import annotations

import gc
import os
import sys

import pytest
from hypothesis import HealthCheck, settings

pytest.register_assert_rewrite("tests.rules.case", "tests.invoices.cases", "tests.invoices.x12")

settings.register_profile(
    "ci",
    max_examples=60,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.register_profile("thorough", parent=settings.get_profile("ci"), max_examples=1000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

# Compiled modules are kept, whatever is set outside, here and in programs that are started: to compile takes most of
# a short run.
sys.dont_write_bytecode = False
os.environ["PYTHONDONTWRITEBYTECODE"] = ""


def pytest_collection_finish() -> None:
    """The tests themselves are no garbage: the collector, which some of them call, need not walk them each time."""
    gc.collect()
    gc.freeze()
