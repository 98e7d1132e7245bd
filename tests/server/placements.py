"""How often it is asked where all teams ever stood: of thousands that is what costs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from server.database import query_cache
from server.database.sql import Query
from server.organisation.store.placements import all_placements_query


@contextmanager
def placements_asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The questions of that kind that reach the database meanwhile."""
    wanted, asked = all_placements_query().sql, list[str]()
    fetch_pipelined = query_cache.fetch_pipelined

    def noting(database: Any, *queries: Query[Any]) -> list[Any]:
        asked.extend(each.sql for each in queries if each.sql == wanted)
        return fetch_pipelined(database, *queries)

    with monkeypatch.context() as patch:
        patch.setattr(query_cache, "fetch_pipelined", noting)
        yield asked
