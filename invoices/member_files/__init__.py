"""The four member-level files as spreadsheets: reading, judging, templates and building."""
