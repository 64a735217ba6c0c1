"""The 837P (005010X222A1): encounters into segments and back, one function a loop."""
