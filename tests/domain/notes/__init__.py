"""Tests of domain/notes."""
