"""«Erteposen»: who has the floor, who is next, who has spoken how long."""
