"""A command that the rules do not allow as things stand."""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """A reason, as a message id and its parameters; nothing has changed."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
