"""The quarterly implementation monitoring report (QIMR): counts from encounters, tables, workbook.

The way through it: a `source` says which encounters there are and what became of them; `counting` holds the rules of
what counts as what; `tally` counts by member; `tabs` make rows of the tally and of what else was `given`; `report`
brings them together, writers write them, `trace` goes back from a number to its lines and `congruence` compares.
"""
