"""Making visits, opening them, and what is due of them."""
