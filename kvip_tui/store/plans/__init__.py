"""Plan files: read, checked, and their errors told by line."""
