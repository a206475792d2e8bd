"""The installed program as its users meet it: on the command line and in a terminal."""
