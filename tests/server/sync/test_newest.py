"""The newest number of each channel, by which a phone that is behind is known without a look at rows."""

from collections.abc import Mapping

import pytest
from sqlalchemy import select

from server.database.bulk import put_rows
from server.database.clock import now
from server.database.connections import AnySession
from server.database.engine import autocommit_connection, db
from server.database.sql import fetch
from server.records.store import records
from server.records.tables import ChannelDigest, ExitRow, Record
from server.records.writer import writing
from server.sync.store.devices import Contact
from server.sync.store.news import KnownVersions, news_query
from sync.digest import Digest
from tests.phones import Phone
from tests.server.sync.quiet import ask, body_of, is_told_alike, up_to_date
from tests.town import OTHER_TEAM, TEAM, Town


def only_leaves(town: Town, phone: Phone) -> None:
    """What the phone recorded in its own channel goes to the team's, and nothing comes instead."""
    with town.app.app_context():
        chosen = select(Record.id).where(
            Record.kind == "help_session", Record.channel == f"device:{phone.device}"
        )
        with writing(db.session) as writer:
            for record in db.session.scalars(chosen).all():
                row = writer.row(record)
                assert row is not None
                writer.change(row, channel=f"team:{TEAM}")
        db.session.commit()


def newest_of_channels(town: Town) -> tuple[dict[str, int], dict[str, int]]:
    """Of each channel the newest number that is kept, and the one of its rows and exit rows."""
    with town.app.app_context():
        kept = db.session.execute(select(ChannelDigest.channel, ChannelDigest.ver))
        newest = dict(kept.all())
        found: dict[str, int] = {}
        for table in (Record, ExitRow):
            for channel, ver in db.session.execute(select(table.channel, table.ver)):
                found[channel] = max(ver, found.get(channel, 0))
    return newest, found


def test_a_record_that_only_left_a_channel_is_new_there(town: Town) -> None:
    waiting = town.phone("Võ Thị Mới", auto_approve=False)
    waiting.sync(waiting.session())
    up_to_date(waiting)
    assert is_told_alike(town, waiting)
    only_leaves(town, waiting)
    assert not is_told_alike(town, waiting)
    told = ask(waiting, body_of(waiting)).json
    assert [row["out"] for row in told["rows"]] == [True]
    kept, found = newest_of_channels(town)
    assert len(found) > 3
    assert all(kept[channel] >= ver for channel, ver in found.items())


def test_what_a_program_of_before_wrote_is_new(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """It knows no `ver`, and may go on for a while after the tables have it."""

    def put(session: AnySession, digests: Mapping[str, Digest], ver: int) -> None:
        rows = [{"channel": name, "n": each.n, "sum": each.sum} for name, each in digests.items()]
        put_rows(session, ChannelDigest, rows)

    lan, minh, other = town.lan(), town.minh(), town.phone("Sáu", OTHER_TEAM)
    up_to_date(lan)
    assert is_told_alike(town, lan)
    with monkeypatch.context() as before:
        before.setattr(records, "put_digests", put)
        minh.sync(theirs := minh.session())
        new = town.phone("Võ Thị Mới", auto_approve=False)
        new.sync(own := new.session())
    other.sync(other.session())
    assert not is_told_alike(town, lan)
    lan.take(ask(lan, body_of(lan)).json)
    assert theirs["record"] in lan.rows
    new.cursor = dict.fromkeys(new.cursor, 0)
    new.rows = {}
    new.sync()
    assert own["record"] in new.rows


def test_many_channels_are_asked_about_at_once(town: Town) -> None:
    lan = town.lan()
    lan.sync()
    channels = [*lan.cursor, *(f"team:{n}" for n in range(200))]
    with town.app.app_context(), autocommit_connection() as database:
        said = Contact(now(), "1.0.0", 0.0, 0, None, None)
        seen = KnownVersions(0, dict.fromkeys(channels, 0))
        news = fetch(database, news_query(database, lan.device, seen, channels, said))
    assert news.is_behind
    assert news.stand.digests.keys() == set(channels)
    assert news.stand.digests[lan.channel].n > 0
