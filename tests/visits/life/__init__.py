"""Tests of visits/life."""
