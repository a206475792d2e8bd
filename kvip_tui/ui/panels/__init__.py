"""The panels that cover the day."""
