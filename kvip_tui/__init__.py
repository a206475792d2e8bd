"""kvip: leads a digital KvIP peer-review visit from the terminal."""

__version__ = "0.1.0"
