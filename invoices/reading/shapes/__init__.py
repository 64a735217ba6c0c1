"""Operators that make a plain table of a sheet before its columns are read: one file a shape, found by walking this
folder (`search.load_shapes`). Each keeps where every cell came from, so that a finding and the marked copy point at
the provider's own cell, and accounts for every row that it takes out."""
