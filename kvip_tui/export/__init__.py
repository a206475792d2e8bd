"""Writes what a visit holds into documents."""
