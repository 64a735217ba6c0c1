"""One run, seen from outside: the summary, the report page, lines on a terminal."""
