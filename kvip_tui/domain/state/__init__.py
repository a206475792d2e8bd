"""What a visit is made of."""
