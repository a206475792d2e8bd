"""The board for the shared screen: in a window of its own, and over the day."""
