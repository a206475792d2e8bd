"""Tests of the room by which machines share a visit."""
