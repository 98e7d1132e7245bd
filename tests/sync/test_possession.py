"""Who is a phone, by the shared cases, and over all that can come together (PROTOCOL 4.7.6 to 4.7.8)."""

from itertools import product
from typing import Any, get_args

import pytest

from sync.possession import (
    Admission,
    Claim,
    Code,
    Device,
    Invited,
    Key,
    Proof,
    admit_joining,
    admit_rejoining,
    proof_text,
)
from sync.problems import ProblemError

from .golden import each_case, golden


def test_the_file_holds_as_many_cases_as_it_says() -> None:
    file = golden("possession")
    names = [case["name"] for case in file["cases"]]
    assert len(set(names)) == len(names) == file["count"]


@each_case("possession")
def test_possession(case: dict[str, Any]) -> None:
    if case["rule"] == "text":
        text = proof_text(case["purpose"], case["device"], case["nonce"])
        assert text.decode() == case["text"]
    elif case["rule"] == "join":
        expect(case, lambda: admit_joining(Claim(**case["claim"]), Invited(**case["code"])))
    else:
        expect(case, lambda: admit_rejoining(Claim(**case["claim"])))


def expect(case: dict[str, Any], decide: Any) -> None:
    if "problem" in case:
        with pytest.raises(ProblemError) as caught:
            decide()
        assert caught.value.problem.code == case["problem"]
    else:
        assert decide() == case["admission"]


def test_nobody_gets_a_known_phones_cookie_without_its_cookie_or_its_key() -> None:
    truth = (False, True)
    codes = [Invited(*each) for each in product(get_args(Code), truth, truth, truth)]
    found = set()
    for parts in product(get_args(Device), truth, get_args(Key), get_args(Proof), truth):
        claim = Claim(*parts)
        for decide in (*(lambda c, i=i: admit_joining(c, i) for i in codes), admit_rejoining):
            try:
                admission = decide(claim)
            except ProblemError:
                continue
            found.add(admission)
            if claim.device != "unknown" and not claim.cookie and claim.proof != "right":
                assert admission is Admission.WAITS
            if admission is Admission.BACK:
                assert (claim.key, claim.proof, claim.receipt) == ("other", "right", True)
            if decide is admit_rejoining:
                assert admission is not Admission.WAITS
    assert found == set(Admission)


def test_no_code_that_is_over_lets_anybody_in_who_is_not_here_by_it() -> None:
    for code, again in product(get_args(Code), (False, True)):
        if code == "usable" or (code == "used_up" and again):
            continue
        for parts in product(get_args(Device), (False, True), get_args(Key), get_args(Proof)):
            with pytest.raises(ProblemError) as caught:
                admit_joining(Claim(*parts), Invited(code, again))
            assert caught.value.problem.code == f"invitation_{code}"
