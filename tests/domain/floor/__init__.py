"""Tests of domain/floor."""
