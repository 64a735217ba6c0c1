"""The rejection harness."""
