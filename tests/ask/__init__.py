"""Questions, answers, and what is remembered of a reading."""
