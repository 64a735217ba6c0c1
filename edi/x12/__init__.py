"""X12 syntax: delimiters, segments, envelopes. Knows nothing of health care."""
