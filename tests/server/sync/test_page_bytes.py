"""A page of a round ends by its bytes too (PROTOCOL 6.3): no answer is so long that a thread would wait for
who reads it slowly."""

import json
from typing import Any

import pytest

from server.sync.use_cases import pull
from sync.protocol_limits import CHANGES_PER_REQUEST
from tests.phones import Phone, new_id
from tests.town import TEAM, Town

MOST_BUFFERED = 4 * 1024 * 1024
"""Bytes of an answer that Caddy holds (`response_buffers` in the Caddyfile)."""

FAT = 640
EACH_PUSH = 160


@pytest.fixture
def lan(town: Town) -> Phone:
    return town.lan()


def fat(phone: Phone, companions: list[str]) -> dict[str, Any]:
    """A session that holds as much as one can."""
    codes = [row["f"]["code"] for row in phone.of_kind("service")]
    codes = sorted(code for code in codes if code[-1].isdigit())
    reasons = sorted(row["f"]["code"] for row in phone.of_kind("reason"))[:2]
    done = {"people": 1, "outcome": "CHO", "reasons": reasons}
    services = {f"services.{code}": done for code in codes[:20]}
    assert "services.DD01" in services
    return phone.session(note="ữ" * 120, place=new_id(), companions=companions, **services)


def test_no_answer_is_longer_than_what_memory_takes_over(town: Town, lan: Phone) -> None:
    companions = [town.phone(f"Bạn {number}").member for number in range(30)]
    lan.sync()
    for _ in range(FAT // EACH_PUSH):
        answer = lan.ask([fat(lan, companions) for _ in range(EACH_PUSH)], limit=1)
        told = {(each["verdict"], each["code"]) for each in answer.json["results"]}
        assert told == {("applied", None)}
    lan.cursor, lan.rows, lengths = {}, {}, []
    while True:
        answer = lan.ask([], limit=2000)
        lengths.append(len(answer.body))
        lan.take(answer.json)
        if not answer.json["more"]:
            break
    assert len(lengths) > 1, "the rows were not enough for more than a page"
    assert max(lengths) < pull.PAGE_BYTES + 10_000
    assert lan.digests() == lan.last["digest"]
    assert len(lan.of_kind("help_session")) == FAT
    row = max(len(json.dumps(each, ensure_ascii=False).encode()) for each in lan.rows.values())
    # A full push has all its rows in the verdicts as well.
    assert pull.PAGE_BYTES + CHANGES_PER_REQUEST * (row + 200) < MOST_BUFFERED


@pytest.mark.parametrize("parts", [{}, {"once": True}, {"brief": True}, {"limit": 2000}])
@pytest.mark.parametrize("room", [1, 700, 5000])
def test_pages_of_any_size_bring_everything(
    town: Town, lan: Phone, monkeypatch: pytest.MonkeyPatch, parts: dict[str, Any], room: int
) -> None:
    minh = town.minh()
    minh.sync(*[minh.session() for _ in range(4)])
    monkeypatch.setattr(pull, "PAGE_BYTES", room)
    lan.cursor, lan.rows, pages = {}, {}, 0
    waiting = own = [lan.session() for _ in range(3)]
    while True:
        answer = lan.ask(waiting, **parts)
        assert answer.status == 200, answer.body
        lan.take(answer.json)
        rows, waiting, pages = answer.json["rows"], [], pages + 1
        # Those of one version stay together.
        assert len({row["ver"] for row in rows[1:]}) <= max(1, room // 200)
        if not answer.json["more"]:
            break
        assert rows, "a page brings a row at least"
    assert pages > 1
    assert lan.digests() == lan.last["digest"]
    assert {each["record"] for each in own} <= lan.rows.keys()
    assert len(lan.of_kind("help_session")) == 7


def test_a_row_that_left_comes_with_the_page_of_its_version(
    town: Town, lan: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = town.phone("Bình", auto_approve=False)
    waits.sync(mine := waits.session())
    assert waits.rows[mine["record"]]["channel"] == f"device:{waits.device}"
    path = f"/api/enrolments/{waits.device}/{waits.member}/decision"
    answer = town.desk().post(path, {"decision": "approve", "renewal": None})
    assert answer.status == 200, answer.body
    monkeypatch.setattr(pull, "PAGE_BYTES", 1)
    waits.sync()
    assert waits.rows[mine["record"]]["channel"] == f"team:{TEAM}"
    assert waits.digests() == waits.last["digest"]
