"""Tests of domain/card."""
