"""What must be there because something else is (SNIP 4)."""
