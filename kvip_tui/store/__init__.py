"""Keeps journals, visits, plans and people on disk; alone knows TinyDB and files."""
