"""Who a row of a sheet speaks of: the same as where each name is compared with each, at the cost of a row."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import islice, product
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.directory.matching import Crew, Person, SheetMember, Verdict
from server.organisation.names import may_be_same_name, same_name
from server.spreadsheets.sheet import Row
from sync.text import fold

TODAY = "2026-11-24"
NAMES = ("Hoa", "HOA", "hoa", "Hòa", "HÒA", "Hóa", "Hoá", "Đô", "Do", "đo", "Weiß", "Weiss")
LAST_DAYS = (None, "2026-11-01", "2026-11-02", "2026-11-23", TODAY, "2026-12-01")


class PairwiseCrew(Crew):
    """The definition: each name is held against all that are equal without marks, one by one."""

    def __init__(self, people: Sequence[Person], today: str) -> None:
        super().__init__(people, today)
        self._today, self._people = today, people
        self._added: dict[str, list[SheetMember]] = defaultdict(list)

    def _by_its_name(self, wish: SheetMember) -> Verdict:
        named = [person for person in self._people if fold(person.name) == fold(wish.name)]
        here = [person for person in named if person.last is None or person.last >= self._today]
        exact = [person for person in here if same_name(person.name, wish.name)]
        if len(exact) > 1:
            return left("name_ambiguous")
        if exact:
            if exact[0].waits:
                return left("name_waits")
            return self._held_against(wish, exact[0], left("row_again"))
        if any(may_be_same_name(person.name, wish.name) for person in here):
            return left("name_alike")
        gone = [person for person in named if same_name(person.name, wish.name)]
        if wish.last and [person.last for person in gone].count(wish.last) == 1:
            return Verdict("unchanged")
        earlier = self._added[fold(wish.name)]
        for other in earlier:
            if same_name(other.name, wish.name):
                same = other.said == wish.said
                return Verdict("unchanged") if same else left("row_again")
            if may_be_same_name(other.name, wish.name):
                return left("name_alike")
        earlier.append(wish)
        return Verdict("added", notes=(("name", "name_left"),) if gone else ())


def left(code: str) -> Verdict:
    return Verdict("left", why=("name", code))


def person(number: int, name: str, last: str | None = None, waits: bool = False) -> Person:
    return Person(str(number), name, "volunteer", "DOAN", "2026-10-01", last, waits)


def row(
    number: int, name: str, key: str | None = None, role: str | None = None, last: str | None = None
) -> SheetMember:
    cells = Row(number, {"last": last}, {}, frozenset())
    return SheetMember(cells, "team", key, name, role, None, None, last)


@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(LAST_DAYS), st.booleans()), max_size=6
    ),
    st.lists(
        st.tuples(
            st.sampled_from(NAMES),
            st.sampled_from((None, None, None, "0", "1")),
            st.sampled_from((None, "lead")),
            st.sampled_from(LAST_DAYS),
        ),
        max_size=8,
    ),
)
def test_everybody_is_found_as_if_each_name_were_compared_with_each(
    people: list[tuple[str, str | None, bool]],
    rows: list[tuple[str, str | None, str | None, str | None]],
) -> None:
    there = [person(number, *each) for number, each in enumerate(people)]
    crew, pairwise = Crew(there, TODAY), PairwiseCrew(there, TODAY)
    for number, each in enumerate(rows, start=2):
        wish = row(number, *each)
        assert crew.judge(wish) == pairwise.judge(wish)


def names(syllables: Iterable[str], count: int) -> list[str]:
    return [" ".join(each) for each in islice(product(syllables, repeat=8), count)]


ONE_FOLD = names(("Bà", "Bá", "Bả", "Bã", "Bạ", "Bâ"), 10_000)
MANY_FOLDS = names(("Bà", "Bé", "Bỉ", "Bõ", "Bụ", "Bỳ"), 10_000)
COUNT = 5_000


def new(told: list[str]) -> tuple[list[Person], list[SheetMember]]:
    return [], [row(number, name) for number, name in enumerate(told[:COUNT])]


def beside_others(told: list[str]) -> tuple[list[Person], list[SheetMember]]:
    there = [person(number, name) for number, name in enumerate(told[COUNT:])]
    return there, new(told)[1]


def the_same_again(told: list[str]) -> tuple[list[Person], list[SheetMember]]:
    return [person(number, name) for number, name in enumerate(told[:COUNT])], new(told)[1]


def gone(told: list[str]) -> tuple[list[Person], list[SheetMember]]:
    """Everybody has the first name or, where folds differ, a name of their own."""
    named = told[:1] * COUNT if told is ONE_FOLD else told[:COUNT]
    there = [person(number, name, LAST_DAYS[1]) for number, name in enumerate(named)]
    return there, [row(number, name, last=LAST_DAYS[2]) for number, name in enumerate(named)]


Team = Callable[[list[str]], tuple[list[Person], list[SheetMember]]]


@pytest.mark.parametrize("team", [new, beside_others, the_same_again, gone])
def test_names_that_differ_in_marks_only_cost_no_more_than_others(team: Team) -> None:
    def seconds(told: list[str]) -> float:
        people, rows = team(told)
        began = process_time()
        crew = Crew(people, TODAY)
        for each in rows:
            crew.judge(each)
        return process_time() - began

    pairs = [(seconds(MANY_FOLDS), seconds(ONE_FOLD)) for _ in range(3)]
    assert min(one for _, one in pairs) <= 2 * min(many for many, _ in pairs)
