"""Recognising a layout: where the table begins, which column holds which field, which rows are lines."""
