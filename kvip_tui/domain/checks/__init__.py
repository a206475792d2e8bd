"""Checklists and what is open of them."""
