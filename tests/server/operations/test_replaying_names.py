"""A restored backup gives back no name of somebody who was merged into an erased member (PROTOCOL 5.7.6)."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from server.database.engine import db
from server.directory.use_cases.erasing_members import erase_member
from server.operations.use_cases.replaying import Replayed, replay_journal
from server.organisation.tables import Member
from server.totals.use_cases.recounting import recount
from sync.kinds.member import ERASED_NAME
from tests.restoring import KeepingPhone, approve, back_up, counted, joins, restore
from tests.server.certificates.issuing import issued, proof
from tests.server.operations.test_commands import run
from tests.tables import Rows, read_tables
from tests.town import TEAM, Town

WORD = "Vungrieng"
KEPT, MERGED = f"Bưởi {WORD}", f"Bưởi {WORD} Hai"

Replay = Callable[[], Replayed]


@pytest.fixture
def replay(town: Town, journal: Path) -> Replay:
    def run_it() -> Replayed:
        town.clock.move(minutes=1)
        with town.app.app_context():
            found = replay_journal(journal)
            assert recount().differences == []
        return found

    return run_it


def later(town: Town) -> Rows:
    backup = back_up(town)
    town.clock.move(minutes=1)
    return backup


def change(town: Town, phone: KeepingPhone, **given: Any) -> None:
    path = f"/api/teams/{TEAM}/members/{phone.member}"
    assert town.desk().patch(path, given).status == 200


def merge(town: Town, merged: KeepingPhone, kept: KeepingPhone) -> None:
    path = f"/api/teams/{TEAM}/members/{merged.member}/merge"
    assert town.desk().post(path, {"into": kept.member}).status == 200


def erase(town: Town, phone: KeepingPhone) -> None:
    town.clock.move(minutes=1)
    with town.app.app_context():
        assert erase_member(phone.member, "Theo ý bạn ấy")
    check_gone(town)


def check_gone(town: Town) -> None:
    with town.app.app_context():
        assert WORD not in str(read_tables())


def stands(town: Town, phone: KeepingPhone) -> tuple[str, str | None]:
    """The name, and into whom they were merged."""
    with town.app.app_context():
        chosen = select(Member.name, Member.merged_into).where(Member.id == phone.member)
        name, into = db.session.execute(chosen).one()
    return name, into


def failed(found: Replayed) -> list[tuple[str, str]]:
    return [(each.action, each.reason) for each in found.failed]


@pytest.fixture(params=["merge_lead", "still_waiting"])
def reason(request: pytest.FixtureRequest) -> str:
    """Why the merge cannot be replayed: in its turn (the lead's role went later), or at all."""
    return str(request.param)


@pytest.fixture
def people(town: Town, reason: str, journal: Path) -> tuple[KeepingPhone, KeepingPhone]:
    """Who is kept, and who is merged and has a session."""
    wish = {"role": "lead"} if reason == "merge_lead" else {"auto_approve": False}
    kept, merged = joins(town, KEPT, **wish), joins(town, MERGED)
    merged.record()
    return kept, merged


@pytest.fixture
def code(town: Town, people: tuple[KeepingPhone, KeepingPhone]) -> str:
    """Of a certificate of who is merged."""
    return str(issued(town.desk(), people[1])["code"])


@pytest.fixture
def backup(town: Town, reason: str, people: tuple[KeepingPhone, KeepingPhone], code: str) -> Rows:
    """From before the two were merged and erased."""
    kept, merged = people
    found = later(town)
    if reason == "still_waiting":
        approve(town, kept)
    merge(town, merged, kept)
    if reason == "merge_lead":
        change(town, kept, role="volunteer")
    erase(town, kept)
    return found


def test_who_was_merged_is_erased_though_the_merge_cannot_be_replayed(
    town: Town,
    replay: Replay,
    reason: str,
    people: tuple[KeepingPhone, KeepingPhone],
    code: str,
    backup: Rows,
) -> None:
    kept, merged = people
    restore(town, backup)
    assert proof(town.desk(), code).status == 200
    found = replay()
    assert found.done["member_erased"] == 2
    check_gone(town)
    assert proof(town.desk(), code).status == 404
    if reason == "still_waiting":
        assert failed(found) == [("member_merged", reason)]
        assert stands(town, merged) == (ERASED_NAME, None)
        approve(town, kept)
        found = replay()
    assert failed(found) == []
    assert found.done["member_merged"] == 1
    assert stands(town, merged) == (ERASED_NAME, kept.member)
    assert replay().done == {}
    merged.come_back()
    check_gone(town)
    assert counted(town) == 1


def test_so_they_are_by_a_journal_that_names_only_the_kept_one(
    town: Town,
    replay: Replay,
    journal: Path,
    reason: str,
    people: tuple[KeepingPhone, KeepingPhone],
    code: str,
    backup: Rows,
) -> None:
    """As the versions before wrote it: then once the merge is replayed."""
    kept, merged = people
    said = [json.loads(line) for line in journal.read_text().splitlines()]
    old = [
        each
        for each in said
        if (each.get("action"), each.get("subject")) != ("member_erased", merged.member)
    ]
    assert len(old) == len(said) - 1
    journal.write_text("".join(json.dumps(each) + "\n" for each in old))
    restore(town, backup)
    found = replay()
    assert stands(town, kept)[0] == ERASED_NAME
    if reason == "still_waiting":
        assert failed(found) == [("member_merged", reason)]
        approve(town, kept)
        found = replay()
    assert failed(found) == []
    check_gone(town)
    assert proof(town.desk(), code).status == 404
    assert stands(town, merged) == (ERASED_NAME, kept.member)
    assert replay().done == {}
    # By what that replay told, the next restore erases the name at once.
    restore(town, backup)
    replay()
    check_gone(town)


@pytest.mark.parametrize("knows_kept", [True, False])
def test_whom_the_backup_never_knew_comes_back_as_the_erased_member(
    town: Town, replay: Replay, knows_kept: bool
) -> None:
    before = later(town)
    kept = joins(town, KEPT)
    backup = later(town) if knows_kept else before
    merged = joins(town, MERGED)
    merged.record()
    merge(town, merged, kept)
    merged.hand_in()
    erase(town, kept)
    restore(town, backup)
    assert replay().done == {"member_erased": 2, "member_merged": 1}
    assert replay().done == {}
    merged.come_back()
    check_gone(town)
    assert {each["member"] for each in merged.enrolments()} == {kept.member}


def test_what_a_merge_brought_to_an_erased_member_is_erased_with_that_one(
    town: Town, journal: Path
) -> None:
    """A database in which an earlier version merged a name, and a certificate, into an erased member."""
    kept, merged = joins(town, "Lan"), joins(town, MERGED)
    merged.record()
    code = issued(town.desk(), merged)["code"]
    merge(town, merged, kept)
    with town.app.app_context():
        named = update(Member).where(Member.id == kept.member)
        db.session.execute(named.values(name=ERASED_NAME))
        db.session.commit()
    erase_it = ("erase", "member")
    exit_code, said = run(town.app, *erase_it, merged.member, "--reason", "Theo ý bạn ấy")
    assert exit_code == 1
    assert f"was merged into {kept.member}" in said
    assert proof(town.desk(), code).status == 200
    for told in ("erased for ever", "it was erased before"):
        exit_code, said = run(town.app, *erase_it, kept.member, "--reason", "Theo ý bạn ấy")
        assert exit_code == 0
        assert told in said
        check_gone(town)
        assert proof(town.desk(), code).status == 404
