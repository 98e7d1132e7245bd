"""The register of problems."""

import json
import re
from pathlib import Path

import pytest

from sync import problems
from sync.problems import PROBLEMS, Problem, ProblemError


@pytest.mark.parametrize("problem", PROBLEMS.values(), ids=list(PROBLEMS))
def test_every_problem_says_what_to_do_in_both_languages(problem: Problem) -> None:
    assert re.fullmatch(r"[a-z][a-z_]+", problem.code)
    assert problem.status == 0 or 400 <= problem.status < 600
    for sentence in (problem.vi, problem.en):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert len(sentence) <= 120


@pytest.mark.parametrize("problem", PROBLEMS.values(), ids=list(PROBLEMS))
def test_no_sentence_blames(problem: Problem) -> None:
    for word in ("lỗi", "đồng bộ", "thất bại", "error", "invalid"):
        assert word not in problem.vi.lower()
        assert word not in problem.en.lower().split()


def test_a_raised_problem_keeps_its_own_details() -> None:
    details = {"errors": {"people": "many"}}
    error = ProblemError(PROBLEMS["invalid_shape"], details, retry_after=5)
    details["errors"] = {}
    assert error.details == {"errors": {"people": "many"}}
    assert (str(error), error.retry_after) == ("invalid_shape", 5)


def test_no_code_stands_twice() -> None:
    text = Path(problems.__file__).with_suffix(".json").read_text(encoding="utf-8")
    pairs = json.loads(text, object_pairs_hook=list)
    assert len(pairs) == len(PROBLEMS)
