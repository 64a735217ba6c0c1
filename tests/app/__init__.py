"""The use cases as programs call them."""
