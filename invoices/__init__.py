"""Everything that arrives as a spreadsheet or portal export."""
