"""The report in Markdown, as a table and as data."""
