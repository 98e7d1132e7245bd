"""What stands in the way of a change of many things at once: all of it, each by its name, and not
the first thing alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sync.problems import PROBLEMS, ProblemError

CONFLICT = 409


class Refusals:
    """The problems that were found so far."""

    def __init__(self) -> None:
        self.found: list[dict[str, Any]] = []

    @contextmanager
    def about(self, what: str, key: str | None, name: str) -> Iterator[None]:
        """Keeps a problem that comes up inside, as one of a unit or a team (`what`), and goes on. What
        is no conflict, such as a unit out of scope, is raised as ever."""
        try:
            yield
        except ProblemError as error:
            if error.problem.status != CONFLICT:
                raise
            self.found.append({"code": error.problem.code, "what": what, "id": key, "name": name})

    def raise_first(self) -> None:
        """Raises the first problem, if any, with all of them in its details."""
        if self.found:
            raise ProblemError(PROBLEMS[self.found[0]["code"]], {"refusals": self.found})
