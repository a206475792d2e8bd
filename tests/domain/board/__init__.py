"""Tests of domain/board."""
