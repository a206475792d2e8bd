"""Tests of domain/catchup."""
