"""Tests of store/shipped."""
