"""The rules by which several machines write one visit (DESIGN 11)."""
