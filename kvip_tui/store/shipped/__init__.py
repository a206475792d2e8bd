"""What ships with the program, as people edit it: tips, forms, rules."""
