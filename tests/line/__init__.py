"""Tests of the line mode and the status."""
