"""Sessions by the words that a list shows of them."""

from collections.abc import Iterator, Mapping, Sequence

from server.catalogue.store import labels_in_both
from server.database.connections import AnySession
from server.records.rows import StoredRow
from server.statistics.store.places import place_names
from server.sync.store import people
from sync.text import fold

SERVICE = "services."
LISTS = ("service", "place_kind", "age_band")
Labels = Mapping[str, Mapping[str, tuple[str, str]]]


def matching(
    session: AnySession, rows: Sequence[StoredRow], sought: str | None
) -> Sequence[StoredRow]:
    """Those of these sessions in which every word that is sought stands somewhere, marks and capitals
    aside: in the day and time, who logged it, the team, the services, the place, the age or the
    note. What the catalogue names is found in both languages."""
    words = fold(sought or "").split()
    if not words or not rows:
        return rows
    labels = {name: labels_in_both(session, name) for name in LISTS}
    teams = people.team_names(session, (row.f.get("team") for row in rows))
    members = people.member_names(session, (row.author for row in rows))
    places = place_names(session, rows)

    def text(row: StoredRow) -> str:
        names = (teams.get(str(row.f.get("team"))), members.get(row.author or ""))
        return fold(" ".join(filter(None, (*names, places.get(row.id), *_own(row, labels)))))

    texts = ((row, text(row)) for row in rows)
    return [row for row, said in texts if all(word in said for word in words)]


def _own(row: StoredRow, labels: Labels) -> Iterator[str]:
    year, month, day = str(row.f.get("day")).split("-")
    yield f"{day}/{month}/{year}"
    yield str(row.f.get("start") or "")
    yield str(row.f.get("note") or "")
    for name in row.f:
        if name.startswith(SERVICE) and row.f[name]:
            yield from labels["service"].get(name.removeprefix(SERVICE), ())
    for name in ("place_kind", "age_band"):
        yield from labels[name].get(str(row.f.get(name)), ())
