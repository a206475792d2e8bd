"""The panel of the report."""
