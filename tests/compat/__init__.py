"""What was written by this program on another day opens unchanged."""
