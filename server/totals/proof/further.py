"""What stands beside the three figures, counted again from where it comes, and held against what is kept."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from flask import Flask, current_app
from sqlalchemy import select

from server.database.connections import AnySession
from server.organisation.store import UnitChains
from server.totals.further_figures import Counts, spread_figures
from server.totals.proof.compare import Difference
from server.totals.tables import FigureTally

_SOURCES = "figure_sources"


class FigureSource(Protocol):
    """Where figures come from, on a floor above."""

    def counts(self, session: AnySession) -> Counts:
        """What there is, counted from the changes or the tables themselves."""

    def differences(self, session: AnySession) -> Iterable[Difference]:
        """What is kept between the changes and the totals and is not what the changes give."""

    def mend(self, session: AnySession) -> None:
        """Makes that what the changes give."""


def install_figure_sources(app: Flask, *sources: FigureSource) -> None:
    """Says where the figures come from."""
    app.extensions[_SOURCES] = sources


def sources() -> Sequence[FigureSource]:
    """All of them."""
    found: Sequence[FigureSource] = current_app.extensions[_SOURCES]
    return found


def further_differences(session: AnySession) -> tuple[int, list[Difference]]:
    """How many totals were compared, and those that are not what their sources give."""
    counted: dict[tuple[str, ...], int] = {}
    chain = UnitChains().above
    found: list[Difference] = []
    for source in sources():
        found += source.differences(session)
        for key, n in spread_figures(source.counts(session), chain).items():
            counted[key] = counted.get(key, 0) + n
    kept: dict[tuple[str, ...], Any] = {
        tuple(row[:5]): row[5] for row in session.execute(select(*FigureTally.__table__.columns))
    }
    keys = kept.keys() | counted.keys()
    found += [
        Difference("figure_tally", key, _told(kept.get(key, 0)), _told(counted.get(key, 0)))
        for key in sorted(keys)
        if kept.get(key, 0) != counted.get(key, 0)
    ]
    return len(keys), found


def _told(n: int) -> tuple[int, ...]:
    return (n,) if n else ()
