# Short names for `python3 .ci/dev.py ...`, which works without make.
PYTHON ?= python3

.PHONY: demo test lint types layers docs wheel bless
demo test lint types layers docs wheel bless:
	@$(PYTHON) .ci/dev.py $@
