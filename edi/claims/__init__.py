"""The claims of an 837P as rules of SNIP types 3 to 7 see them: parts with positions, read from raw segments.

Called `claims` because that is what it yields: the engine of `edi.guide` hands segments on to `columns`, `screen`
decides from the facts that they deny which rules have to look at which claims, and `view` builds those. It never builds
an `Encounter`: a file that somebody else wrote may hold what the model doesn't know, and a rule needs the position of
each element.
"""
