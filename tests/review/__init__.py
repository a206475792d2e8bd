"""A report that comes back from its readers."""
