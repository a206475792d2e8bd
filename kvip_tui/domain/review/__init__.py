"""A report that comes back from those who have read it: what they say of which place in it."""
