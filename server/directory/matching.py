"""Whether a row of a spreadsheet speaks of somebody whom a team has, as pure functions. Names are
all that is known of people, and two may have the same: where it is not certain who is meant,
nothing is done, and somebody who knows them is told."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from server.organisation.names import name_key, same_name
from server.spreadsheets.sheet import Row
from sync.text import fold

Found = Literal["added", "changed", "unchanged", "left", "refused"]


@dataclass(frozen=True)
class Person:
    """Somebody's latest time in a team; `waits`: on a phone that nobody has let in yet."""

    id: str
    name: str
    role: str
    affiliation: str
    first: str
    last: str | None
    waits: bool


@dataclass(frozen=True)
class SheetMember:
    """A row that is understood. What is None is not said."""

    row: Row
    team: str
    id: str | None
    name: str
    role: str | None
    affiliation: str | None
    first: str | None
    last: str | None

    @property
    def said(self) -> tuple[str | None, ...]:
        """What it says of the person."""
        return self.role, self.affiliation, self.first, self.last


@dataclass(frozen=True)
class Verdict:
    """What becomes of a row: of `left` and `refused` because of what, in which column. `notes` are
    (column, code) to be told in any case."""

    found: Found
    person: Person | None = None
    changes: dict[str, str] = field(default_factory=dict)
    why: tuple[str, str] = ("", "")
    notes: tuple[tuple[str, str], ...] = ()


class _Namesakes:
    """Everybody whose names are equal without marks, by the name as it is compared: a row costs the
    same however many they are."""

    def __init__(self) -> None:
        self.here: dict[str, list[Person]] = defaultdict(list)
        self.gone: dict[str, Counter[str | None]] = defaultdict(Counter)
        """The last days of those who are not here any more."""
        self.new: dict[str, SheetMember] = {}
        """The rows so far that add somebody."""


class Crew:
    """The people of one team, and what the rows so far have said of them."""

    def __init__(self, people: Iterable[Person], today: str) -> None:
        self._by_id: dict[str, Person] = {}
        self._by_name: dict[str, _Namesakes] = defaultdict(_Namesakes)
        self._told: dict[str, SheetMember] = {}
        for person in people:
            self._by_id[person.id] = person
            named, key = self._by_name[fold(person.name)], name_key(person.name)
            if person.last is None or person.last >= today:
                named.here[key].append(person)
            else:
                named.gone[key][person.last] += 1

    def judge(self, wish: SheetMember) -> Verdict:
        """What becomes of the next row."""
        return self._by_code(wish, wish.id) if wish.id else self._by_its_name(wish)

    def _by_code(self, wish: SheetMember, key: str) -> Verdict:
        person = self._by_id.get(key)
        if person is None:
            return Verdict("refused", why=("id", "member_unknown"))
        # Whoever sorts one column and not the others gives everybody another's code.
        if wish.name and not same_name(person.name, wish.name):
            return Verdict("refused", why=("id", "member_differs"))
        return self._held_against(wish, person, Verdict("refused", why=("id", "row_twice")))

    def _by_its_name(self, wish: SheetMember) -> Verdict:
        plain, key = fold(wish.name), name_key(wish.name)
        named = self._by_name[plain]
        exact = named.here.get(key, [])
        if len(exact) > 1:
            return _left("name_ambiguous")
        if exact:
            if exact[0].waits:
                return _left("name_waits")
            return self._held_against(wish, exact[0], _left("row_again"))
        if _is_alike(plain, key, named.here):
            return _left("name_alike")
        gone = named.gone.get(key, Counter())
        if wish.last and gone[wish.last] == 1:
            return Verdict("unchanged")
        other = named.new.get(key)
        if other is not None:
            return Verdict("unchanged") if other.said == wish.said else _left("row_again")
        if _is_alike(plain, key, named.new):
            return _left("name_alike")
        named.new[key] = wish
        return Verdict("added", notes=(("name", "name_left"),) if gone else ())

    def _held_against(self, wish: SheetMember, person: Person, twice: Verdict) -> Verdict:
        told = self._told.setdefault(person.id, wish)
        if told is not wish:
            return Verdict("unchanged") if told.said == wish.said else twice
        changes = {
            name: value
            for name, value in (
                ("role", wish.role),
                ("affiliation", wish.affiliation),
                ("last", wish.last),
            )
            if value is not None and value != getattr(person, name)
        }
        notes = []
        if wish.first is not None and wish.first != person.first:
            notes.append(("first", "first_kept"))
        if wish.last is None and person.last is not None and "last" in wish.row.values:
            notes.append(("last", "last_kept"))
        found: Found = "changed" if changes else "unchanged"
        return Verdict(found, person, changes, notes=tuple(notes))


def _is_alike(plain: str, key: str, others: Mapping[str, object]) -> bool:
    """Whether a name may be one of others that are equal without marks and differ with them: where it
    has no marks itself it may be each, and otherwise only the one that has none (`may_be_same_name`)."""
    return bool(others) if key == plain else plain in others


def _left(code: str) -> Verdict:
    return Verdict("left", why=("name", code))
