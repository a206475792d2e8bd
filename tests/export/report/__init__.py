"""Tests of export/report."""
