"""Tests of ui/panels/report."""
