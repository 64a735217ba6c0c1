"""What `tests/tools/make_systems.py` makes its samples with: an invented world, and one builder a system."""
