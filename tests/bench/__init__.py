"""How fast and how small the program is, as ratios to the least that could do the same.

``python -m tests.bench`` measures everything in alternating runs, prints a table and then the
same as JSON. It takes some minutes, wants a machine that does nothing else, and is no test.
"""
