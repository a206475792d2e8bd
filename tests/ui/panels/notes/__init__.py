"""Tests of ui/panels/notes."""
