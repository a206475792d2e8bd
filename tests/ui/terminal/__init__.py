"""What the terminal sends."""
