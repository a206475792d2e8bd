"""Tests of ui/start."""
