"""The generated pages of the documentation: each module makes some, as relative path -> text."""
