"""The register of everything that can go wrong (problems.json): a stable code, an HTTP status, and a sentence
in both languages that says what to do. Programs switch on the code; status 0 stands for what concerns
one change and never a whole request. The phone has the same sentences from the same file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One entry of the register."""

    code: str
    status: int
    vi: str
    en: str


class ProblemError(Exception):
    """A request that ends in a problem. `details` goes out with it, so it must hold only JSON;
    `retry_after` is in seconds."""

    def __init__(
        self,
        problem: Problem,
        details: Mapping[str, Any] | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.details: dict[str, Any] = dict(details or {})
        self.retry_after = retry_after


_FILE = files("sync") / "problems.json"
PROBLEMS = {
    code: Problem(code, **entry)
    for code, entry in json.loads(_FILE.read_text(encoding="utf-8")).items()
}
