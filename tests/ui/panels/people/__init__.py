"""Tests of the panel of people."""
