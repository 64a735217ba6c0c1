"""Implementation guides as data: pyx12's XML maps compiled into the fast validator of SNIP types 1 and 2."""
