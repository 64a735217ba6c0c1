"""What the whole house talks about: the encounter, where a value came from, what a run did."""
