"""Tests of domain/day."""
