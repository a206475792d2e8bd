"""The day screen."""
