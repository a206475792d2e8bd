"""Tests of ui/exchange."""
