"""Scripts that make this package's data files; nothing here is imported when claims are translated."""
