"""What the day screen is made of."""
