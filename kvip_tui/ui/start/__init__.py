"""The start screen and the form of a new visit."""
