"""Claims in other forms: JSON and back, NDJSON, XML, CSV, a workbook, Parquet. One module a form."""
