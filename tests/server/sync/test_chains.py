"""What a push costs while the clock is held is bounded, however long the chain of what it replaces is and
whatever was kept of the record before (PROTOCOL 4.1.4, 5.2.9)."""

from typing import Any

import pytest

from server.auth.rate_limits import PUSHED, PUSHED_REVOKED, PUSHED_WAITING
from server.sync.kept_items import MOST_LINKS
from server.sync.push_limiter import KEPT, LINK
from server.sync.store import kept_items as store
from tests.phones import Change, Phone
from tests.server.sync.reviewing import review_of
from tests.server.sync.test_many_waiting import statements
from tests.town import Town


@pytest.fixture
def others(town: Town) -> str:
    """A session of Lan's, which Minh has no right to edit."""
    lan = town.lan()
    session = lan.session()
    lan.sync(session)
    return str(session["record"])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each question has brought that a push asked about what was kept."""
    found: list[int] = []
    ask = store.fetch_all

    def note(session: Any, query: str, **told: Any) -> Any:
        rows = ask(session, query, **told)
        found.append(len(rows))
        return rows

    monkeypatch.setattr(store, "fetch_all", note)
    return found


def chain(phone: Phone, record: str, length: int, last: Change | None = None) -> list[Change]:
    """Edits of one record, each of which replaces the one before."""
    edits = [phone.edit(record, {"people": 2}, {"people": 1}) for _ in range(length)]
    before = [last, *edits[:-1]]
    return [
        edit if each is None else edit | {"replaces": each["id"]}
        for each, edit in zip(before, edits, strict=True)
    ]


def cost(town: Town, phone: Phone, changes: list[Change]) -> int:
    """How many statements a push takes."""
    with statements(town) as asked:
        verdicts = {each["verdict"] for each in phone.ask(changes).json["results"]}
    assert verdicts == {"review"}
    return len(asked)


def spent(town: Town, phone: Phone) -> float:
    return sum(rate.spent(phone.device) for rate in (PUSHED, PUSHED_WAITING, PUSHED_REVOKED))


@pytest.mark.parametrize("state", ["approved", "pending", "revoked"])
def test_a_change_costs_the_same_at_the_end_of_any_chain(
    town: Town, others: str, state: str
) -> None:
    minh = town.phone("Minh", auto_approve=state != "pending")
    (first,) = chain(minh, others, 1)
    cost(town, minh, [first])
    (second,) = chain(minh, others, 1, first)
    short = cost(town, minh, [second])
    links = [second]
    for _ in range(6):
        town.clock.move(minutes=5)
        links += chain(minh, others, 10, links[-1])
        cost(town, minh, links[-10:])
    if state == "revoked":
        assert town.desk().delete(f"/api/devices/{minh.device}").status == 204
    town.clock.move(minutes=5)
    assert cost(town, minh, chain(minh, others, 1, links[-1])) <= short
    assert len(review_of(town)) == 1


def test_a_chain_in_one_push_costs_each_change_the_same(town: Town, others: str) -> None:
    minh = town.minh()
    few, many = (cost(town, minh, chain(minh, others, length)) for length in (20, 60))
    assert many <= 3.3 * few, (few, many)


def test_links_and_what_they_close_cost_points(town: Town, others: str) -> None:
    minh = town.minh()
    minh.ask([minh.edit(others, {"people": 2}, {"people": 1}) for _ in range(30)])
    plain = spent(town, minh)
    minh.ask(chain(minh, others, 30))
    chained = spent(town, minh) - plain
    links = sum(range(MOST_LINKS)) + 10 * MOST_LINKS
    of_bytes = 4
    assert 29 * KEPT + LINK * links <= chained - plain <= 29 * KEPT + LINK * links + of_bytes


def one_by_one(phone: Phone, record: str, length: int) -> list[Change]:
    """A chain of edits of which none says what another one says, so that each stays open."""
    found: list[Change] = []
    for n in range(length):
        edit = phone.edit(record, {f"services.X{n}": None}, {})
        found.append(edit | {"replaces": found[-1]["id"]} if found else edit)
    return found


@pytest.mark.parametrize("is_one_push", [True, False])
@pytest.mark.parametrize("length", [2, MOST_LINKS, MOST_LINKS + 1])
def test_what_says_all_anew_closes_the_whole_of_an_honest_chain(
    town: Town, others: str, length: int, is_one_push: bool
) -> None:
    """What lies more than `MOST_LINKS` back stays open, for a person."""
    minh = town.minh()
    links = one_by_one(minh, others, length)
    said = {name: None for each in links for name in each["set"]}
    last = minh.edit(others, said, {}) | {"replaces": links[-1]["id"]}
    if is_one_push:
        minh.sync(*links, last)
    else:
        minh.sync(*links)
        assert len(review_of(town)) == length
        minh.sync(last)
    left = [each["id"] for each in links[: length - MOST_LINKS]] if length > MOST_LINKS else []
    assert {row["body"]["id"] for row in review_of(town)} == {*left, last["id"]}


def test_edits_of_another_ones_record_cost_each_the_same(town: Town, others: str) -> None:
    """Also where much was kept of it before."""
    minh = town.minh()

    def edits(number: int) -> list[Change]:
        return [minh.edit(others, {"people": 2}, {"people": 1}) for _ in range(number)]

    few, many, again = (cost(town, minh, edits(number)) for number in (20, 60, 20))
    assert many <= 3.3 * few, (few, many)
    assert again <= few


def test_for_all_edits_of_a_push_it_is_asked_once_what_was_kept(
    town: Town, others: str, asked: list[int]
) -> None:
    minh = town.minh()
    for _ in range(3):
        minh.ask([minh.edit(others, {"people": 2}, {"people": 1}) for _ in range(40)])
    assert asked == [0] * 3


def test_for_all_links_of_a_push_it_is_asked_once_and_not_beyond_the_last(
    town: Town, others: str, asked: list[int]
) -> None:
    minh = town.minh()
    links = chain(minh, others, 2 * MOST_LINKS)
    minh.ask(links)
    del asked[:]
    minh.ask(chain(minh, others, 10, links[-1]))
    of_links, of_creates = sorted(asked, reverse=True)
    # The first of these is kept by the time at which it is asked.
    assert (of_links, of_creates) == (MOST_LINKS + 1, 0)


def test_a_create_and_its_edit_in_one_push_are_of_the_phones_own(town: Town, others: str) -> None:
    minh = town.minh()
    session = minh.session(others, people=7)
    edits = [minh.edit(others, {"people": n}, {"people": 7}) for n in (8, 9)]
    told = minh.sync(edits[0], session, edits[1])
    assert [(each["verdict"], each["code"]) for each in told] == [
        ("review", "not_author"),
        ("review", "record_exists"),
        ("held", "needs_create"),
    ]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_correction_that_came_first_closes_what_it_replaces_when_it_comes_again(
    town: Town, others: str, at_once: bool
) -> None:
    """A restore lost the first change, and another phone carried its correction."""
    minh = town.minh()
    first = minh.edit(others, {"people": 2}, {"people": 1})
    second = minh.edit(others, {"people": 3}, {"people": 1}) | {"replaces": first["id"]}
    minh.sync(second)
    for push in ([first, second],) if at_once else ([first], [second]):
        assert {each["verdict"] for each in minh.sync(*push)} == {"review"}
    assert [row["body"]["id"] for row in review_of(town)] == [second["id"]]


def test_another_person_on_the_phone_closes_nothing(town: Town, others: str) -> None:
    minh = town.minh()
    first = minh.edit(others, {"people": 2}, {"people": 1})
    minh.sync(first)
    assert minh.join(town.invite(), "Hoa").status == 200
    (told,) = minh.sync(minh.edit(others, {"people": 3}, {"people": 1}) | {"replaces": first["id"]})
    assert told["verdict"] == "review"
    assert len(review_of(town)) == 2


def test_the_other_phone_of_the_same_person_closes_nothing(town: Town, others: str) -> None:
    """Whoever was handed a bundle knows ids of its changes; only their own phone takes them back."""
    minh = town.minh()
    first = minh.edit(others, {"people": 2}, {"people": 1})
    minh.sync(first)
    second = Phone(town.connect(), town.clock)
    assert second.join(town.invite(member=minh.member), "Minh").status == 200
    assert second.member == minh.member
    (told,) = second.sync(
        second.edit(others, {"people": 3}, {"people": 1}) | {"replaces": first["id"]}
    )
    assert told["verdict"] == "review"
    assert len(review_of(town)) == 2
