"""Tests of domain/report."""
