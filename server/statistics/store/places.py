"""How the places of help sessions are called."""

from collections.abc import Mapping, Sequence

from server.database.connections import AnySession
from server.records.rows import StoredRow
from server.records.store import records
from sync.channel import team as team_channel


def place_names(session: AnySession, rows: Sequence[StoredRow]) -> Mapping[str, str]:
    """The names of the places of those of these sessions that have one, by session. A phone may put
    any id there, so it is one only where the record is a place of the same team, or waits on the
    same phone."""
    named = sorted({row.f["place"] for row in rows if row.f.get("place")})
    places = {each.id: each for each in records.rows_by_id(session, named) if each.kind == "place"}
    found = {}
    for row in rows:
        place = places.get(row.f.get("place") or "")
        near = (row.channel, team_channel(str(row.f.get("team"))))
        if place is not None and place.channel in near and place.f.get("name"):
            found[row.id] = str(place.f["name"])
    return found
