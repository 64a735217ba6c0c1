"""What the receiver of provider files asks for (SNIP 7)."""
