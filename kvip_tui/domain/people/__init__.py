"""People and the roles of the day."""
