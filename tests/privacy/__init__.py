"""Sentences as people type them in meetings, and how many of them the check judges right."""
