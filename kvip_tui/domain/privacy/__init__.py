"""The privacy check: what would give somebody away."""
