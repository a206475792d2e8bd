"""The board: what participants may see of the day, and what the leader writes on it."""
