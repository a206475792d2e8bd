"""Tests of what readers say of a report."""
