"""The rejection harness: pairs of a good and a broken file, what a receiver should answer, and how tools fare."""
