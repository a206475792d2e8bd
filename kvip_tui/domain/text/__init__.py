"""Words, letters and clock times as people write them."""
