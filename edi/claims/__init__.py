"""The claims of an 837P as rules of SNIP types 3 to 7 see them: parts with positions, read from raw segments.

Called `claims` because that is what it yields: the engine of `edi.guide` hands on facts, `screen` decides from them
which claims deserve a look, `view` builds those, `judge` asks the rules. It never builds an `Encounter`: a file that
somebody else wrote may hold what the model doesn't know, and a rule needs the position of each element.
"""
