"""Cursors, pages, digests, and a server that forgot (PROTOCOL 6)."""

from sqlalchemy import delete, func, select

from server.database.engine import db
from server.records.tables import Change, Record, SyncCommit
from tests.phones import new_id
from tests.town import Town


def test_pages_come_in_order_and_end_with_the_digest(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    changes = [lan.session() for _ in range(25)]
    lan.sync(*changes)
    pages = []
    while True:
        answer = ha.ask([], limit=7).json
        ha.take(answer)
        pages.append(answer)
        if not answer["more"]:
            break
    versions = [row["ver"] for page in pages for row in page["rows"]]
    assert versions == sorted(versions)
    assert len(versions) == len(set(versions))
    assert all(len(page["rows"]) == 7 for page in pages[:-1])
    assert all(page["digest"] == {} for page in pages[:-1])
    assert ha.digests() == pages[-1]["digest"]
    assert {each["record"] for each in changes} <= ha.rows.keys()


def test_the_cursor_moves_although_nothing_is_new(town: Town) -> None:
    lan, tam = town.lan(), town.phone("Tâm", "7c000000-0000-4000-8000-000000000002")
    lan.sync()
    before = dict(lan.cursor)
    tam.sync(tam.session())
    answer = lan.ask([]).json
    assert answer["rows"] == []
    assert all(answer["cursor"][channel] > before[channel] for channel in before)


def test_a_second_team_starts_at_the_beginning(town: Town) -> None:
    tam = town.phone("Tâm", "7c000000-0000-4000-8000-000000000002")
    theirs = tam.session()
    tam.sync(theirs)
    lan = town.lan()
    lan.sync()
    lan.join(town.invite("7c000000-0000-4000-8000-000000000002"), "Lan")
    lan.sync(limit=3)
    assert theirs["record"] in lan.rows
    assert lan.digests() == lan.last["digest"]


def test_what_the_phone_heard_of_must_have_happened(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session())
    assert lan.seen is not None
    change = lan.session()
    for seen in ([lan.seen[0], "00000000"], [lan.seen[0] + 1000, lan.seen[1]]):
        answer = lan.ask([change], seen=seen)
        assert (answer.status, answer.code) == (409, "history_reset")
        assert answer.json["details"]["reset"] == "history"
    ahead = lan.ask([change], seen=None, cursor={"catalogue": 10**9})
    assert ahead.code == "history_reset"
    with town.app.app_context():
        there = select(func.count()).where(Change.id == change["id"])
        assert db.session.scalar(there) == 0


def test_a_restored_server_gets_back_what_the_phone_had_sent(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session())
    kept = lan.seen
    assert kept is not None
    sent = [lan.session() for _ in range(3)]
    lan.sync(*sent)
    ids = [change["id"] for change in sent]
    with town.app.app_context():
        db.session.execute(delete(Record).where(Record.ver > kept[0]))
        db.session.execute(delete(Change).where(Change.seq > kept[0]))
        db.session.execute(delete(SyncCommit).where(SyncCommit.seq > kept[0]))
        db.session.commit()
    assert lan.ask([]).code == "history_reset"
    other = new_id()
    answer = lan.web.post("/api/sync/v1/have", {"changes": [*ids, other]})
    assert answer.json == {"missing": [*ids, other]}
    lan.seen, lan.cursor, lan.rows = None, {}, {}
    assert [each["verdict"] for each in lan.sync(*sent)] == ["applied"] * 3
    answer = lan.web.post("/api/sync/v1/have", {"changes": [*ids, other]})
    assert answer.json == {"missing": [other]}


def test_rounds_without_changes_take_no_number(town: Town) -> None:
    lan = town.lan()
    lan.sync()
    seen = lan.seen
    lan.sync()
    assert lan.seen == seen


def test_the_desk_learns_what_phones_still_hold(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session(), pending=12, oldest="2026-11-22T08:00:00+07:00")
    query = "from=2026-11-24&to=2026-11-24"
    told = town.desk().get(f"/api/tallies?{query}").json["completeness"]
    assert (told["teams"], told["teams_reported_today"]) == (2, 1)
    assert (told["teams_with_unsent"], told["unsent_at_least"]) == (1, 11)
    assert told["oldest_unsent"].startswith("2026-11-22T01:00:00")
