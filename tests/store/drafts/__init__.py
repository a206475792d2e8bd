"""Tests of store/drafts."""
