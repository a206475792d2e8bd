"""The documents that a day is written into."""
