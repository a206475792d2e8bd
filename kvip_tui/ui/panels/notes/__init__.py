"""The panel of notes."""
