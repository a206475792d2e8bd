"""The timeline of the day: its rules, its projection, its gates."""
