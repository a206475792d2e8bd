"""The second face of the program: commands in words, a line each."""
