"""An error that a person can do something about."""

from kvip_tui.domain.text.legible import printable


class UserError(Exception):
    """A refusal in one sentence, naming the place and the remedy, with the program's exit code.

    Exit codes: 1 a check says no, 2 wrong use or bad input, 3 refused to protect data.
    """

    def __init__(self, message: str, exit_code: int = 2) -> None:
        super().__init__(message)
        self.message = printable(message)
        self.exit_code = exit_code
