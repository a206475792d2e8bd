"""Where notes are written on the day screen, and how they are shown."""
