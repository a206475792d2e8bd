"""The screens by which a visit is shared, joined, handed over and received."""
