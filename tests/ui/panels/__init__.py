"""Tests of ui/panels."""
