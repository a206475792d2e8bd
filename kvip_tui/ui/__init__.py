"""The screens: alone knows Textual."""
