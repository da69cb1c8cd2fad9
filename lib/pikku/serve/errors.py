"""What is wrong with a T-SQL text, said with where it stands."""

from pikku.errors import PikkuError


def refused(where: str, problem: str, remedy: str = "") -> PikkuError:
    """Return the error for a statement that the twin can't execute.

    Parameters
    ----------
    where
        The script and line, or a word for an ad-hoc query.
    problem
        What is wrong, without a full stop.
    """
    return PikkuError(f"{where}: {problem.rstrip('.')}.", remedy)
