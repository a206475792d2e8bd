"""Tests of the door for files that others made."""
