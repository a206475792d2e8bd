"""A plain model of a line editor: what stands in a field after some keys, typed in order."""

from dataclasses import dataclass

EDITING = ("backspace", "delete", "left", "right", "home", "end")


@dataclass
class LineEditor:
    """A line of text and a cursor in it."""

    text: str = ""
    cursor: int = 0

    def press(self, key: str) -> None:
        """Take one key: a character, or an editing key by its name."""
        before, after = self.text[: self.cursor], self.text[self.cursor :]
        match key:
            case "backspace":
                before = before[:-1]
            case "delete":
                after = after[1:]
            case "left":
                before, after = before[:-1], before[-1:] + after
            case "right":
                before, after = before + after[:1], after[1:]
            case "home":
                before, after = "", before + after
            case "end":
                before, after = before + after, ""
            case _:
                before += key
        self.text, self.cursor = before + after, len(before)


def typed(keys: list[str]) -> str:
    """Return what a line editor makes of keys."""
    editor = LineEditor()
    for key in keys:
        editor.press(key)
    return editor.text
