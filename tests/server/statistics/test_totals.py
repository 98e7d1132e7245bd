"""GET /api/tallies: three figures that are never added up, kept as the records move."""

from typing import Any

import pytest

from server.accounts.use_cases.password_sign_in import create_account
from server.audit.writing import SYSTEM
from server.directory.use_cases.create_team import Placement, create_team
from server.totals.use_cases.recounting import recount
from sync.text import collated
from tests.phones import Phone
from tests.town import (
    CLUSTER,
    KHANH_CUONG,
    OTHER_TEAM,
    PASSWORD,
    PHO_CUONG,
    PROVINCE,
    TEAM,
    TRA_CAU,
    Town,
)

TODAY = "from=2026-11-24&to=2026-11-24"
STALL = {
    "people": 30,
    "services.DD01": {"people": 30, "outcome": "XONG", "reasons": []},
    "services.TT01": {"people": 12, "outcome": "CHO", "reasons": []},
}


def ask(town: Town, query: str, login: str = "son") -> dict[str, Any]:
    answer = town.desk(login).get(f"/api/tallies?{query}")
    assert answer.status == 200, answer.body
    told: dict[str, Any] = answer.json
    return told


def figures(totals: dict[str, Any]) -> tuple[int, int, int, int]:
    return (
        totals["sessions"],
        totals["people"],
        totals["turns"],
        totals["volunteer_turns"]["all"],
    )


def keys(told: dict[str, Any]) -> dict[str, int]:
    return {row["key"]: row["totals"]["turns"] for row in told["rows"]}


@pytest.fixture
def lan(town: Town) -> Phone:
    return town.lan()


def test_a_stall_is_thirty_people_and_fortytwo_turns(town: Town, lan: Phone) -> None:
    lan.sync(lan.session(**STALL))
    assert figures(ask(town, TODAY)["total"]) == (1, 30, 42, 1)


@pytest.mark.parametrize("by", ["unit", "team", "service", "day", "outcome"])
def test_a_whole_tells_how_many_of_its_turns_were_completed(
    town: Town, lan: Phone, by: str
) -> None:
    lan.sync(lan.session(**STALL))
    for place in (f"unit={CLUSTER}", f"team={TEAM}"):
        total = ask(town, f"{TODAY}&by={by}&{place}")["total"]
        assert (total["turns"], total["completed"]) == (42, 30)
        of_service = ask(town, f"{TODAY}&by={by}&{place}&service=TT01")["total"]
        assert (of_service["turns"], of_service["completed"]) == (12, 0)


@pytest.mark.parametrize("by", ["service", "group"])
def test_services_and_their_groups_tell_it_too(town: Town, lan: Phone, by: str) -> None:
    """By it they are held against their targets, as where those are set."""
    lan.sync(lan.session(**STALL))
    for place in (f"unit={CLUSTER}", f"team={TEAM}"):
        rows = ask(town, f"{TODAY}&by={by}&{place}")["rows"]
        told = sorted((row["totals"]["turns"], row["totals"]["completed"]) for row in rows)
        assert told == [(12, 0), (30, 30)]


@pytest.mark.parametrize("by", ["unit", "team"])
def test_units_and_teams_tell_what_was_completed_and_the_people_of_each_day(
    town: Town, lan: Phone, by: str
) -> None:
    lan.sync(lan.session(**STALL), lan.session(day="2026-11-20"), lan.session(day="2026-11-17"))
    told = ask(town, f"{TODAY}&by={by}&unit={CLUSTER}")
    assert sum(row["totals"]["completed"] for row in told["rows"]) == told["total"]["completed"]
    (row,) = (row for row in told["rows"] if row["totals"]["turns"])
    assert (row["totals"]["completed"], row["days"]) == (30, [0, 0, 1, 0, 0, 0, 30])


def test_only_outcomes_that_count_make_a_turn(town: Town, lan: Phone) -> None:
    gone = {"people": 2, "outcome": "THOI", "reasons": ["ND1"]}
    lan.sync(lan.session(people=5, **{"services.DD07": gone}))
    assert figures(ask(town, TODAY)["total"]) == (1, 5, 1, 1)
    told = ask(town, f"{TODAY}&by=outcome")
    assert {row["key"]: row["totals"]["people"] for row in told["rows"]} == {"XONG": 1, "THOI": 2}


def test_a_member_is_counted_once_a_day_and_team(town: Town, lan: Phone) -> None:
    minh, police = town.minh(), town.phone("Công", affiliation="CONGAN")
    lan.sync(
        lan.session(companions=[minh.member]),
        lan.session(companions=sorted([minh.member, police.member])),
        lan.session(day="2026-11-23"),
    )
    forces = ask(town, "from=2026-11-01&to=2026-11-24")["total"]["volunteer_turns"]
    assert forces == {"union": 3, "police": 1, "partner": 0, "other": 0, "all": 4}


def test_edits_voids_and_settlements_move_the_totals(town: Town, lan: Phone) -> None:
    first, second = lan.session(**STALL), lan.session()
    lan.sync(first, second)
    lan.sync(lan.edit(first["record"], {"people": 31}, {"people": 30}))
    assert figures(ask(town, TODAY)["total"]) == (2, 32, 43, 1)
    lan.sync(
        lan.edit(
            first["record"], {"services.TT01": None}, {"services.TT01": STALL["services.TT01"]}
        )
    )
    assert figures(ask(town, TODAY)["total"]) == (2, 32, 31, 1)
    lan.sync(lan.edit(first["record"], {"status": "void"}, {"status": "live"}))
    assert figures(ask(town, TODAY)["total"]) == (1, 1, 1, 1)
    lan.sync(lan.edit(second["record"], {"day": "2026-11-23"}, {"day": "2026-11-24"}))
    assert figures(ask(town, TODAY)["total"]) == (0, 0, 0, 0)
    assert figures(ask(town, "from=2026-11-23&to=2026-11-23")["total"]) == (1, 1, 1, 1)


def test_what_waits_for_approval_does_not_count_until_then(town: Town) -> None:
    minh = town.phone("Minh", auto_approve=False)
    minh.sync(minh.session())
    assert figures(ask(town, TODAY)["total"]) == (0, 0, 0, 0)
    path = f"/api/enrolments/{minh.device}/{minh.member}/decision"
    assert town.desk().post(path, {"decision": "approve"}).status == 200
    assert figures(ask(town, TODAY)["total"]) == (1, 1, 1, 1)


def test_rows_by_unit_add_up(town: Town, lan: Phone) -> None:
    tam = town.phone("Tâm", OTHER_TEAM)
    lan.sync(lan.session(**STALL))
    tam.sync(tam.session(), tam.session())
    told = ask(town, TODAY)
    assert told["unit"]["id"] == CLUSTER
    assert keys(told)[KHANH_CUONG] == 42
    assert keys(told)[TRA_CAU] == 2
    assert sum(keys(told).values()) == told["total"]["turns"]
    assert len(told["rows"]) == 5
    names = [row["label"] for row in told["rows"]]
    assert names == sorted(names, key=collated)
    assert names[0] == "Đức Phổ"
    assert keys(ask(town, f"{TODAY}&by=team")) == {TEAM: 42, OTHER_TEAM: 2}
    assert figures(ask(town, f"{TODAY}&unit={TRA_CAU}")["total"]) == (2, 2, 2, 1)


def test_teams_stand_as_in_a_dictionary(town: Town) -> None:
    names = ["Đội Phổ Văn", "Đội Phổ Vinh", "Tổ Phổ An"]
    with town.app.app_context():
        for name in reversed(names):
            standing = Placement(KHANH_CUONG, "2025-07-01")
            create_team(SYSTEM, "doi_hinh", name, [standing])
    rows = ask(town, f"{TODAY}&unit={KHANH_CUONG}&by=team")["rows"]
    assert [row["label"] for row in rows] == ["Đội hình Phổ Cường", *names]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("service", {"DD01": 36, "TT01": 12}),
        ("day", {"2026-11-23": 6, "2026-11-24": 42}),
        ("outcome", {"XONG": 36, "CHO": 12}),
        ("age_band", {"KHONGHOI": 42, "60": 6}),
        ("place_kind", {"NVH": 6, "CHO": 42}),
    ],
)
def test_rows_by(town: Town, lan: Phone, by: str, expected: dict[str, int]) -> None:
    done = {"people": 6, "services.DD01": {"people": 6, "outcome": "XONG", "reasons": []}}
    other = lan.session(day="2026-11-23", age_band="60", **done)
    lan.sync(lan.session(**STALL, place_kind="CHO"), other)
    for query in (f"team={TEAM}", f"unit={CLUSTER}"):
        told = ask(town, f"from=2026-10-30&to=2026-11-24&by={by}&{query}")
        assert keys(told) == expected
        assert told["total"]["turns"] == 48


def test_services_add_up_by_their_group(town: Town, lan: Phone) -> None:
    sim = {"people": 3, "outcome": "HEN", "reasons": []}
    lan.sync(lan.session(**STALL, **{"services.TT04": sim}), lan.session())
    for query in (f"team={TEAM}", f"unit={CLUSTER}"):
        told = ask(town, f"{TODAY}&by=group&{query}")
        assert [(row["key"], row["label"]) for row in told["rows"]] == [
            ("DD", "Định danh điện tử"),
            ("TT", "Thanh toán điện tử"),
        ]
        assert keys(told) == {"DD": 31, "TT": 15}
        assert told["rows"][0]["totals"]["sessions"] is None
        assert sum(keys(told).values()) == told["total"]["turns"]


def test_months_hold_whole_ones_and_parts(town: Town, lan: Phone) -> None:
    minh = town.minh()
    days = ("2026-10-26", "2026-10-31", "2026-11-01", "2026-11-23")
    lan.sync(*(lan.session(day=day, companions=[minh.member]) for day in days))
    for query in (f"team={TEAM}", f"unit={CLUSTER}"):
        told = ask(town, f"from=2026-10-30&to=2026-11-24&by=month&{query}")
        assert {row["key"]: figures(row["totals"]) for row in told["rows"]} == {
            "2026-10": (1, 1, 1, 2),
            "2026-11": (2, 2, 2, 4),
        }
        whole = ask(town, f"from=2026-10-01&to=2026-11-30&by=month&{query}")
        assert [row["totals"]["people"] for row in whole["rows"]] == [2, 2]


def test_reasons_are_counted_in_people_and_do_not_add_up(town: Town, lan: Phone) -> None:
    both = {"people": 4, "outcome": "KHONG", "reasons": ["MAY1", "ND1"]}
    one = {"people": 2, "outcome": "THOI", "reasons": ["ND1"]}
    made = lan.session(people=6, **{"services.DD01": both, "services.DD07": one})
    lan.sync(made)

    def people(query: str) -> dict[str, int]:
        rows = ask(town, f"{TODAY}&by=reason&{query}")["rows"]
        nothing = {"sessions": None, "turns": None, "volunteer_turns": None}
        assert all(row["totals"] | nothing == row["totals"] for row in rows)
        return {row["key"]: row["totals"]["people"] for row in rows}

    for query in (f"team={TEAM}", f"unit={CLUSTER}"):
        assert people(query) == {"MAY1": 4, "ND1": 6}
        assert people(f"{query}&service=DD07") == {"ND1": 2}
    lan.sync(lan.edit(made["record"], {"services.DD01": None}, {"services.DD01": both}))
    assert people(f"unit={CLUSTER}") == {"ND1": 2}
    lan.sync(lan.edit(made["record"], {"status": "void"}, {"status": "live"}))
    assert people(f"unit={CLUSTER}") == {}


def test_one_service_alone(town: Town, lan: Phone) -> None:
    lan.sync(lan.session(**STALL))
    told = ask(town, f"{TODAY}&service=TT01&by=team")
    assert told["total"] == {
        "sessions": None, "people": 12, "turns": 12, "volunteer_turns": None, "completed": 0,
    }  # fmt: skip
    assert keys(told) == {TEAM: 12, OTHER_TEAM: 0}
    assert sum(keys(ask(town, f"{TODAY}&service=TT01")).values()) == 12


def test_the_old_commune_counts_as_the_new_one_with_todays_boundaries(town: Town) -> None:
    town.clock.moment = town.clock.moment.replace(2025, 6, 20)
    with town.app.app_context():
        create_account("phocuong", "Vân", "coordinator", PHO_CUONG, PASSWORD)
    wish = {"role": "volunteer", "auto_approve": True}
    made = town.desk("phocuong").post(f"/api/teams/{TEAM}/invitations", wish)
    lan = Phone(town.connect(), town.clock)
    lan.join(made.json["code"], "Lan")
    lan.sync(lan.session())
    town.clock.moment = town.clock.moment.replace(2026, 11, 24)
    june = "from=2025-06-01&to=2025-06-30"
    for unit in (KHANH_CUONG, CLUSTER, PROVINCE):
        login = "son" if unit != PROVINCE else "quan"
        assert figures(ask(town, f"{june}&unit={unit}", login)["total"]) == (1, 1, 1, 1)
        told = ask(town, f"{june}&unit={unit}&boundaries=then", login)
        assert told["total"]["turns"] == 0
    told = ask(town, f"{june}&by=team&boundaries=now")
    assert keys(told)[TEAM] == 1
    assert TEAM not in keys(ask(town, f"{june}&by=team&boundaries=then"))


def test_a_team_reads_its_own_totals_only(town: Town, lan: Phone) -> None:
    lan.sync(lan.session())
    assert figures(lan.web.get(f"/api/tallies?{TODAY}").json["total"]) == (1, 1, 1, 1)
    for query in (f"team={OTHER_TEAM}", f"unit={CLUSTER}"):
        assert lan.web.get(f"/api/tallies?{TODAY}&{query}").code == "not_found"


def test_a_range_must_be_one(town: Town) -> None:
    desk = town.desk()
    for days in (
        "from=2026-11-24&to=2026-11-23",
        "from=2001-01-01&to=2026-11-23",
        "from=9999-12-31&to=9999-12-31",
        "from=0001-01-01&to=0001-01-01",
        "from=x&to=y",
    ):
        assert desk.get(f"/api/tallies?{days}").code == "invalid_shape"


def test_what_the_desk_has_is_not_sent_again(town: Town, lan: Phone) -> None:
    desk = town.desk()
    first = desk.get(f"/api/tallies?{TODAY}")
    tag = first.headers["ETag"]
    town.clock.move(minutes=5)
    again = desk.get(f"/api/tallies?{TODAY}", **{"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")
    lan.sync(lan.session())
    changed = desk.get(f"/api/tallies?{TODAY}", **{"If-None-Match": tag})
    assert changed.status == 200


@pytest.mark.parametrize("boundaries", ["now", "then"])
def test_a_new_teams_earlier_days_count_in_its_unit(town: Town, boundaries: str) -> None:
    with town.app.app_context():
        standing = Placement(KHANH_CUONG, "2026-11-24")
        team = create_team(SYSTEM, "doi_hinh", "Đội mới", [standing], code="DH-M")
    mai = town.phone("Mai", team)
    mai.sync(mai.session(day="2026-11-23", people=9), mai.session(people=2))
    days = f"from=2026-11-23&to=2026-11-24&boundaries={boundaries}"
    for place in (f"team={team}", f"unit={KHANH_CUONG}", f"unit={CLUSTER}"):
        assert figures(ask(town, f"{days}&{place}")["total"])[:2] == (2, 11), place
    for by in ("team", "unit", "day"):
        rows = ask(town, f"{days}&unit={KHANH_CUONG}&by={by}")["rows"]
        assert sum(row["totals"]["people"] for row in rows) == 11, by
    with town.app.app_context():
        assert recount().differences == []
