"""Walked by test_recipes.py in a copy of the project that has one table more, `tool_check`, and
nowhere else a line about it: not collected in the project itself."""

from server.totals.use_cases.recounting import rebuild, recount
from sync.kinds import KINDS, OF_MEMBERS
from sync.receive import receive
from tests.described import described
from tests.phones import new_id
from tests.server.sync.reviewing import review_of
from tests.town import Town

TODAY = "2026-11-24"
CHECK = {"day": TODAY, "tool": "MAY1", "state": "worn", "note": "màn hình vỡ"}


def test_it_is_made_edited_and_settled_like_any_other(town: Town) -> None:
    lan, minh, ha = town.lan(), town.minh(), town.ha()
    assert "tool_check" in OF_MEMBERS
    made = lan.change("create", new_id(), "tool_check", set=CHECK)
    assert receive(made).body is made
    (told,) = lan.sync(made)
    assert (told["verdict"], told["code"]) == ("applied", None)
    minh.sync()
    row = minh.rows[made["record"]]
    assert (row["kind"], row["state"], row["f"]) == (
        "tool_check",
        "counted",
        {**CHECK, "status": "live", "team": lan.channel[5:], "author": lan.member},
    )
    edit = {"set": {"state": "good"}, "prev": {"state": "worn"}}
    (told,) = minh.sync(minh.change("edit", made["record"], "tool_check", **edit))
    assert (told["verdict"], told["code"]) == ("review", "not_author")
    assert (
        lan.sync(lan.change("edit", made["record"], "tool_check", **edit))[0]["verdict"]
        == "applied"
    )
    late = {"set": {"state": "lost"}, "prev": {"state": "worn"}}
    assert (
        ha.sync(ha.change("edit", made["record"], "tool_check", **late))[0]["verdict"] == "conflict"
    )
    for item in review_of(town):
        word = {"decision": "refuse", "reason": None}
        assert town.desk().post(f"/api/review/{item['id']}/settlement", word).status == 200
    lan.sync()
    assert lan.rows[made["record"]]["f"]["state"] == "good"
    assert lan.digests() == lan.last["digest"]


def test_it_adds_to_the_totals_that_its_table_names(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    made = [phone.change("create", new_id(), "tool_check", set=CHECK) for phone in (lan, lan, ha)]
    for phone, change in zip((lan, lan, ha), made, strict=True):
        phone.sync(change)
    ha.sync(ha.session())
    assert turns_of_volunteers(town) == 2
    void = {"set": {"status": "void"}, "prev": {"status": "live"}}
    lan.sync(*(lan.change("edit", each["record"], "tool_check", **void) for each in made[:2]))
    assert turns_of_volunteers(town) == 1
    with town.app.app_context():
        assert recount().differences == []
        rebuild()
    assert turns_of_volunteers(town) == 1
    waits = ha.change("create", new_id(), "tool_check", set={**CHECK, "day": "2027-01-01"})
    assert ha.sync(waits)[0]["code"] == "bad_day"


def turns_of_volunteers(town: Town) -> int:
    total = town.desk().get(f"/api/tallies?from={TODAY}&to={TODAY}").json["total"]
    assert (total["sessions"], total["people"]) == (1, 1)  # Hà's, and none of the checks
    return int(total["volunteer_turns"]["all"])


def test_it_stands_in_the_description_of_the_api(town: Town) -> None:
    schemas = described(town.app).document["components"]["schemas"]
    made = schemas["CreateToolCheck"]["properties"]["set"]
    assert made["required"] == ["day", "tool", "state"]
    assert made["properties"]["state"] == {"enum": ["good", "worn", "lost"]}
    assert "EditToolCheck" in schemas
    assert "SyncedToolCheck" in schemas


def test_what_is_wrong_in_it_is_named(town: Town) -> None:
    lan = town.lan()
    for wrong, code, field in (
        ({"tool": "XE9"}, "unknown_code", "tool"),
        ({"state": "broken"}, "bad_value", "state"),
        ({"colour": "đỏ"}, "unknown_field", "colour"),
    ):
        (told,) = lan.sync(lan.change("create", new_id(), "tool_check", set={**CHECK, **wrong}))
        assert (told["verdict"], told["code"], told["fields"]) == ("review", code, [field])
    assert KINDS["tool_check"].required == ["day", "tool", "state"]
    (screened,) = lan.sync(
        lan.change("create", new_id(), "tool_check", set={**CHECK, "note": "gọi 0912345678"})
    )
    assert (screened["code"], screened["fields"]) == ("screened", ["note"])
