"""The command line: reads the words and does what its verbs say."""
