"""The leader's card."""
