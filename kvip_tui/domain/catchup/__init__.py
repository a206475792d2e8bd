"""Catching up: ways to get the day back on time."""
