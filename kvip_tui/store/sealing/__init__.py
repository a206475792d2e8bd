"""The seal of a visit with a passphrase: what stands on disk, line by line, without its words."""
