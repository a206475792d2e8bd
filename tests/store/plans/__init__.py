"""Tests of store/plans."""
