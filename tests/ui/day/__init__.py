"""Tests of ui/day."""
