"""The panel of the people of a visit."""
