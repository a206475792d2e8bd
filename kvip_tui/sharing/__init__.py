"""One visit on several machines: the files by which they tell each other what they did."""
