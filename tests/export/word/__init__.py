"""Tests of export/word."""
