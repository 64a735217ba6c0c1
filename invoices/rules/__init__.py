"""The rules of what arrives as a spreadsheet: sheet, cell, line, duplicates, totals. One file each."""
