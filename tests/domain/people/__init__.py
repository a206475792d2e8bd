"""Tests of domain/people."""
