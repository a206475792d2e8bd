"""Ctrl+U and a digit stand for a function key, where a terminal keeps those for itself."""

from kvip_tui.commands.keymap import CHORD


class FunctionChord:
    """Reads the two keys; what is not the second is what it always is."""

    def __init__(self) -> None:
        self.begun = False

    def press(self, key: str) -> str:
        """Return the key that is meant: '' while the second is waited for.

        The first key twice is that key itself, which clears what stands before a cursor.
        """
        if self.begun:
            self.begun = False
            return f"f{key}" if len(key) == 1 and key in "123456789" else key
        if key == CHORD:
            self.begun = True
            return ""
        return key
