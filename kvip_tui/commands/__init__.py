"""What a person can do: each command declared once."""
