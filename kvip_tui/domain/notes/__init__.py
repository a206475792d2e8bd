"""Notes: what may be done with them, and what they say."""
