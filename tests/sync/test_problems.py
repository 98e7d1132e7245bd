"""The register of problems."""

import re

import pytest

from sync import problems
from sync.problems import PROBLEMS, Problem, ProblemError

from .golden import golden
from .problems_file import problems_file


def test_the_file_for_the_phone_is_fresh() -> None:
    assert golden("problems") == problems_file(), "run python -m tests.sync.problems_file"


def test_every_problem_is_a_constant_of_its_name() -> None:
    constants = {v.code: k for k, v in vars(problems).items() if isinstance(v, Problem)}
    assert constants == {code: code.upper() for code in PROBLEMS}


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
    with pytest.raises(ValueError, match="bad_json"):
        problems._problem("bad_json", 400, "", "")
