"""Changing the plan while the day runs."""
