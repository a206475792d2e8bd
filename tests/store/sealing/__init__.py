"""The seal of a visit: lines, files, and what comes of who tampers with them."""
