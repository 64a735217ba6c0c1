"""What measures how well sheets are read: a generator of sheets with what is true of them, and the trials.

`python -m tests.trials --help` lists the trials. Nothing here knows how the program reads a sheet: what is true is
stated from what was written into it.
"""
