"""What the report screen shows and does, apart from its widgets."""
