"""The rules, tried without disk, clock or screen."""
