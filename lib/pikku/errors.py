"""The one exception that a user is meant to read."""


class PikkuError(Exception):
    """A problem with the user's input or machine, said in one sentence, with its remedy.

    Parameters
    ----------
    message
        What is wrong, with the concrete names and values.
    remedy
        What to do about it, as an instruction.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}\n{self.remedy}" if self.remedy else self.message

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows in place of a traceback: what is wrong, and the remedy."""
        return [line for line in (f"error: {self.message}", self.remedy) if line]
