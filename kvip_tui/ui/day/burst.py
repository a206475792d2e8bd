"""A sentence that is typed where letters are commands is one mistake, not ten (DESIGN 14)."""

from enum import Enum, auto

# In seconds: what comes later than GAP does not belong to what was typed before; with BREATH a
# mistake that has been seen is over. WHILE is how long it can be put right.
GAP, BREATH, WHILE = 0.6, 3.0, 30.0
# So quickly, in seconds for a letter, nobody gives the floor; a blank among them says it sooner.
PACE, WITH_BLANK = 0.3, 0.5
LETTERS, LETTERS_WITH_BLANK = 4, 2


class Turn(Enum):
    """What becomes of a character on the day screen."""

    COMMAND = auto()
    SEEN = auto()
    WRITTEN = auto()


class Burst:
    """Follows the characters that are pressed on the day screen.

    Attributes:
        text: What was typed by mistake, '' while nothing was.
        since: When it began.
        before: How much had been done of the visit before it.
    """

    def __init__(self) -> None:
        self.text = ""
        self.since = 0.0
        self.before = 0
        self._run = ""
        self._last = -BREATH

    def stands(self, now: float) -> bool:
        """Return whether there is a mistake that can be put right."""
        return bool(self.text) and now - self._last < WHILE

    def press(self, character: str, now: float, done: int) -> Turn:
        """Return what becomes of a character; *done* is how much has been done of the visit."""
        pause, self._last = now - self._last, now
        if self.text and pause < BREATH:
            self.text += character
            return Turn.WRITTEN
        if self.text or not self._run or pause > GAP:
            self.forget()
            self.since, self.before = now, done
        self._run += character
        if self._is_writing(now):
            self.text, self._run = self._run, ""
            return Turn.SEEN
        return Turn.COMMAND

    def _is_writing(self, now: float) -> bool:
        letters = [character for character in self._run if character.isalpha()]
        pace = (now - self.since) / max(1, len(self._run) - 1)
        if len(set(letters)) < 2:
            return False
        if " " in self._run.strip() or (self._run[-1] == " " and len(letters) > 1):
            return len(letters) >= LETTERS_WITH_BLANK and pace <= WITH_BLANK
        hands = all(character.isupper() for character in letters)
        return not hands and len(letters) >= LETTERS and pace <= PACE

    def rub_out(self) -> None:
        """Take back the last character of the mistake."""
        self.text = self.text[:-1]

    def forget(self) -> None:
        """Begin anew."""
        self.text = self._run = ""
