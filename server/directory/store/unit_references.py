"""The records that refer to units: sites, printed codes, papers and activities."""

from collections.abc import Iterable
from typing import NamedTuple

import orjson

from server.database.connections import AnySession
from server.database.sql import fetch_all, json_array
from sync.text import collated

KINDS = ("site", "code", "paper", "activity")


class Belonging(NamedTuple):
    """Something of a unit: what it is (KINDS), and what it is called."""

    what: str
    unit: str
    name: str


_ALL = """
SELECT 'site', s.unit_id, CAST(v.content AS TEXT) FROM heritage_site s
 JOIN heritage_site_version v ON v.site_id = s.id AND v.number = COALESCE(s.live, s.latest)
 WHERE s.withdrawn_at IS NULL AND s.unit_id IN_JSON(:units)
UNION ALL SELECT 'code', unit_id, purpose FROM public_code
 WHERE ended_at IS NULL AND (last IS NULL OR last >= :day) AND unit_id IN_JSON(:units)
UNION ALL SELECT 'paper', unit_id, title FROM paper
 WHERE withdrawn_at IS NULL AND (ends IS NULL OR ends >= :day) AND unit_id IN_JSON(:units)
UNION ALL SELECT 'activity', unit_id, name FROM activity
 WHERE called_off_at IS NULL AND last >= :day AND unit_id IN_JSON(:units)
"""


def belongings_of(session: AnySession, units: Iterable[str], day: str) -> list[Belonging]:
    """What these units have that is still of use on a day, by kind and name."""
    rows = fetch_all(session, _ALL, units=json_array(units), day=day)
    found = [
        Belonging(what, unit, orjson.loads(text)["title"] if what == "site" else text)
        for what, unit, text in rows
    ]
    return sorted(found, key=lambda each: (KINDS.index(each.what), collated(each.name), each.unit))
