"""The copy that goes back to the provider: its own workbook with the faulty cells marked (`write.rejects_workbook`)."""
