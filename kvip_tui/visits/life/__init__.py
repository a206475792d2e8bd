"""A visit before its day and after it: deleted with a receipt, archived, brought back."""
