"""GET /api/audit: who did what, for those who answer for it."""

from typing import Any

import pytest
from sqlalchemy import update

from server.accounts.use_cases.password_sign_in import create_account
from server.accounts.use_cases.reset_password import make_link_by_command
from server.audit.actions import ABOUT
from server.audit.store import Actors, Wanted, done_query, entries_query
from server.audit.tables import AuditEntry
from server.audit.writing import SYSTEM, Actor, record_audit
from server.database.bulk import insert_rows, table_of, to_db
from server.database.clock import now
from server.database.engine import db
from sync.public_code import grouped
from tests.phones import KEY, Phone
from tests.server.papers.papers import add as add_paper
from tests.server.plans import count, planned
from tests.server.trail import trail
from tests.town import (
    CLUSTER,
    KHANH_CUONG,
    OTHER_TEAM,
    PASSWORD,
    PROVINCE,
    TEAM,
    TRA_CAU,
    Town,
)
from tests.wires import Browser


def acts(desk: Browser, query: str = "") -> list[dict[str, Any]]:
    answer = desk.get(f"/api/audit?{query}")
    assert answer.status == 200, answer.body
    rows: list[dict[str, Any]] = answer.json["rows"]
    return rows


def add(desk: Browser, team: str, name: str) -> None:
    assert desk.post(f"/api/teams/{team}/members", {"name": name}).status == 201


@pytest.fixture
def desk(town: Town) -> Browser:
    return town.desk()


def test_an_act_says_who_did_what_to_what(desk: Browser) -> None:
    add(desk, TEAM, "Võ Văn Tài")
    (row, *_) = acts(desk, "about=people")
    assert (row["action"], row["who"], row["name"]) == ("member_added", "Sơn", "Võ Văn Tài")


def test_nobody_learns_whose_an_id_is_by_calling_a_team_so(town: Town, desk: Browser) -> None:
    tam = town.phone("Tâm", OTHER_TEAM)
    details = {"before": {"name": "Đội hình"}, "after": {"name": tam.member}}
    # Not by the route: an id that looks like a phone's number is refused there.
    with town.app.app_context():
        record_audit(db.session, SYSTEM, "team_changed", ("team", TEAM), details)
        db.session.commit()
    (row, *_) = acts(desk, "about=teams")
    assert row["details"]["after"]["name"] == tam.member
    assert "Tâm" not in row["names"].values()


def brought(rounds: int) -> None:
    """Rounds of a phone stand in the trail."""
    names = ("at", "actor_kind", "actor_id", "action", "subject_kind", "subject_id", "details")
    phone = ("device", "a-phone", "changes_received", "device", "a-phone", "{}")
    moment = to_db(db.session, now())
    insert_rows(db.session, table_of(AuditEntry), names, [(moment, *phone)] * rounds)
    count("audit_entry")


def test_acts_about_accounts_are_found_without_reading_what_phones_brought(town: Town) -> None:
    with town.app.app_context():
        brought(3_000)
        wanted = Wanted(ABOUT["accounts"], None, None, None, 101)
        asked = entries_query(Actors(frozenset({"an-account"}), frozenset({"a-unit"})), wanted)
        spelled = asked.compile(db.engine, compile_kwargs={"literal_binds": True})
        assert "ix_audit_entry_acts" in planned(str(spelled))


def test_what_an_account_gave_is_found_without_reading_what_phones_brought(town: Town) -> None:
    with town.app.app_context():
        brought(3_000)
        asked = done_query(("account_created", "password_renewed"))
        spelled = asked.compile(db.engine, compile_kwargs={"literal_binds": True})
        assert "ix_audit_entry_acts" in planned(str(spelled))


def test_each_reads_the_acts_at_and_below_the_own_unit(town: Town, desk: Browser) -> None:
    with town.app.app_context():
        create_account("cau", "Câu", "coordinator", TRA_CAU, PASSWORD)
    below = town.desk("cau")
    add(desk, TEAM, "Võ Văn Tài")
    add(below, OTHER_TEAM, "Lê Thị Xuân")
    assert {row["name"] for row in acts(below, "about=people")} == {"Lê Thị Xuân"}
    assert {row["name"] for row in acts(desk, "about=people")} >= {"Võ Văn Tài", "Lê Thị Xuân"}


def test_what_an_account_did_stays_with_the_unit_where_it_was(town: Town, desk: Browser) -> None:
    with town.app.app_context():
        for login, unit in (("pho", TRA_CAU), ("old", TRA_CAU), ("new", KHANH_CUONG)):
            create_account(login, login, "coordinator", unit, PASSWORD)
    moved, old, new = town.desk("pho"), town.desk("old"), town.desk("new")
    add(moved, OTHER_TEAM, "Lê Thị Xuân")
    (pho,) = [row for row in desk.get("/api/accounts").json["rows"] if row["login"] == "pho"]
    town.clock.move(minutes=1)
    assert desk.patch(f"/api/accounts/{pho['id']}", {"unit": KHANH_CUONG}).status == 200
    moved = town.desk("pho")
    add(moved, TEAM, "Võ Văn Tài")
    assert [row["name"] for row in acts(old, "about=people")] == ["Lê Thị Xuân"]
    for here in (new, moved):
        assert [row["name"] for row in acts(here, "about=people")] == ["Võ Văn Tài"]
    assert {row["name"] for row in acts(desk, "about=people")} >= {"Võ Văn Tài", "Lê Thị Xuân"}
    own = acts(old, "about=accounts")
    assert ("signed_in", "pho") in {(row["action"], row["who"]) for row in own}


def test_what_a_lead_did_on_a_phone_names_the_lead(town: Town, desk: Browser) -> None:
    ha = town.ha()
    assert ha.web.post(f"/api/teams/{TEAM}/members", {"name": "Võ Văn Tài"}).status == 201
    (row, *_) = acts(desk, "about=people")
    assert (row["by"], row["who"]) == ("device", "Hà")


def shared(town: Town) -> tuple[Phone, str]:
    """A phone on which Hà, who leads, and then Lan have joined, and the member that Hà is."""
    phone = town.ha()
    lead = phone.member
    town.clock.move(minutes=1)
    assert phone.join(town.invite(), "Lan").status == 200
    return phone, lead


def test_a_shared_phone_names_who_held_it(town: Town, desk: Browser) -> None:
    phone, lead = shared(town)
    path = f"/api/teams/{TEAM}/members"
    assert phone.web.post(path, {"name": "Võ Văn Tài"}).status == 201
    said = {"Acting-Member": lead}
    assert phone.web.post(path, {"name": "Lê Thị Xuân"}, **said).status == 201
    named, unnamed, *_ = acts(desk, "about=people")
    assert (named["who"], named["may_be"]) == ("Hà", [])
    assert (unnamed["by"], unnamed["who"], unnamed["may_be"]) == ("device", None, ["Hà", "Lan"])


def test_an_act_of_before_names_who_was_on_the_phone_then(town: Town, desk: Browser) -> None:
    ha = town.ha()
    town.clock.move(minutes=1)
    assert ha.web.post(f"/api/teams/{TEAM}/members", {"name": "Võ Văn Tài"}).status == 201
    town.clock.move(minutes=1)
    assert ha.join(town.invite(), "Lan").status == 200
    with town.app.app_context():
        db.session.execute(update(AuditEntry).values(actor_member_id=None))
        db.session.commit()
    added = next(row for row in acts(desk, "about=people") if row["action"] == "member_added")
    assert (added["by"], added["who"], added["may_be"]) == ("device", "Hà", [])


def test_an_act_of_an_account_names_who_had_it_then(town: Town, desk: Browser) -> None:
    with town.app.app_context():
        create_account("cau", "Câu", "coordinator", TRA_CAU, PASSWORD)
    cau = town.desk("cau")
    add(cau, OTHER_TEAM, "Lê Thị Xuân")
    (row,) = [row for row in desk.get("/api/accounts").json["rows"] if row["login"] == "cau"]
    assert desk.patch(f"/api/accounts/{row['id']}", {"name": "Đặng Văn Bình"}).status == 200
    add(cau, OTHER_TEAM, "Võ Văn Tài")
    newest, before = acts(desk, "about=people")[:2]
    assert (newest["who"], before["who"]) == ("Đặng Văn Bình", "Câu")


def test_filters_by_what_it_is_about_and_when(town: Town, desk: Browser) -> None:
    add(desk, TEAM, "Võ Văn Tài")
    body = {"unit": CLUSTER, "measure": "people", "from": "2026-11-01", "to": "2026-11-30"}
    assert desk.put("/api/targets", {**body, "goal": 5}).status == 200
    assert {row["action"] for row in acts(desk, "about=figures")} == {"target_set"}
    assert acts(desk, "about=figures&to=2026-11-23") == []
    assert acts(desk, "about=figures&from=2026-11-25") == []
    assert len(acts(desk, "about=figures&from=2026-11-24&to=2026-11-24")) == 1


def test_pages_go_on_to_the_first_act_and_tell_each_once(desk: Browser) -> None:
    for number in range(7):
        add(desk, TEAM, f"Người Số {'abcdefg'[number]}")
    found: list[int] = []
    before = ""
    while True:
        told = desk.get(f"/api/audit?about=people&limit=3{before}").json
        found += [row["id"] for row in told["rows"]]
        if told["next"] is None:
            break
        before = f"&before={told['next']}"
    assert found == sorted(set(found), reverse=True)
    assert len(found) >= 7


def test_a_page_before_no_number_there_could_be_is_refused(desk: Browser) -> None:
    assert desk.get("/api/audit?before=9223372036854775808").code == "invalid_shape"


def test_a_figure_says_whose_it_is_and_what_is_spoken_of_has_its_name(desk: Browser) -> None:
    days = {"from": "2026-11-01", "to": "2026-11-24"}
    target = {"unit": TRA_CAU, "measure": "people", **days, "goal": 5}
    assert desk.put("/api/targets", target).status == 200
    share = next(row for row in desk.get("/api/indicators").json["rows"] if row["kind"] == "share")
    entered = {"indicator": share["code"], "team": TEAM, **days, "value": 352, "source": "Sổ"}
    assert desk.post("/api/indicator-values", entered).status == 201
    measured = {**days, "unit": TRA_CAU, "measure": "indicator", "of": share["code"], "share": 400}
    assert desk.put("/api/targets", measured).status == 200
    other, value, aim = acts(desk, "about=figures")[:3]
    assert other["names"][share["code"]] == share["label_vi"]
    assert (aim["name"], aim["details"]["after"]["goal"]) == ("Phường Trà Câu", 5)
    team = desk.get(f"/api/teams/{TEAM}").json["name"]
    told = value["details"]
    assert (value["name"], told["indicator"], told["is_share"]) == (team, share["label_vi"], True)


def test_a_team_that_was_moved_went_from_one_named_unit_to_another(desk: Browser) -> None:
    before = desk.get(f"/api/teams/{TEAM}").json["unit"]
    body = {"unit": TRA_CAU, "from": "2026-11-20"}
    assert desk.post(f"/api/teams/{TEAM}/move", body).status == 200
    (row, *_) = acts(desk, "about=teams")
    assert row["action"] == "team_moved"
    assert row["names"] == {
        before["id"]: "Xã Khánh Cường",
        TRA_CAU: "Phường Trà Câu",
    }


def test_a_phone_s_new_secret_is_told_to_who_looks_after_its_team(
    town: Town, desk: Browser
) -> None:
    lan = town.lan()
    with town.app.app_context():
        phone = Actor("device", lan.device)
        record_audit(db.session, phone, "device_secret_renewed", ("device", lan.device))
        db.session.commit()
        create_account("cau", "Câu", "coordinator", TRA_CAU, PASSWORD)
    (row, *_) = acts(desk, "about=people")
    assert (row["action"], row["who"]) == ("device_secret_renewed", "Lan")
    told = {row["action"] for row in acts(town.desk("cau"), "about=people")}
    assert "device_secret_renewed" not in told


def test_what_a_command_did_to_an_account_is_told(town: Town, desk: Browser) -> None:
    with town.app.app_context():
        create_account("cau", "Câu", "coordinator", TRA_CAU, PASSWORD)
        make_link_by_command("cau")
    rows = [(row["action"], row["by"], row["name"]) for row in acts(desk, "about=accounts")]
    assert rows[:2] == [("reset_made", "system", "Câu"), ("account_created", "system", "Câu")]


def test_administrators_read_what_administrators_did_to_what_is_everybody_s(
    town: Town, desk: Browser
) -> None:
    quan, other = town.desk("quan"), {"label_vi": "Chợ đêm", "label_en": "Night market"}
    with town.app.app_context():
        create_account("hai", "Hải", "administrator", None, f"{PASSWORD}-hai")
    peer = town.first_sign_in("hai", f"{PASSWORD}-hai")
    market = {"kind": "place_kind", "code": "CHO_DEM", **other}
    assert quan.post("/api/catalogue", market).status == 201
    assert quan.patch(f"/api/units/{TRA_CAU}", {"name": "Trà Câu mới"}).status == 200
    body = {"unit": CLUSTER, "measure": "people", "from": "2026-11-01", "to": "2026-11-30"}
    named = {**other, "unit_vi": "buổi", "unit_en": "times"}
    indicator = {"code": "CHODEM", "kind": "count", **named}
    assert quan.post("/api/indicators", indicator).status == 201
    assert desk.put("/api/targets", {**body, "unit": TRA_CAU, "goal": 3}).status == 200
    for about, action in (
        ("lists", "catalogue_added"),
        ("teams", "unit_changed"),
        ("figures", "indicator_added"),
    ):
        rows = [row for row in acts(peer, f"about={about}") if row["by"] == "account"]
        assert [(row["action"], row["who"]) for row in rows] == [(action, "Quân")]
    for about in ("people", "sessions"):
        assert peer.get(f"/api/audit?about={about}").code == "wrong_role"


def test_what_commands_did_to_lists_is_told_to_administrators(town: Town) -> None:
    with town.app.app_context():
        record_audit(db.session, SYSTEM, "guides_imported", ("guide", "all"), {"added": ["A"]})
        db.session.commit()
    (row, *_) = acts(town.desk("quan"), "about=lists")
    assert (row["action"], row["by"]) == ("guides_imported", "system")


def test_what_anybody_did_to_a_unit_or_a_team_is_told_to_who_looks_after_it(
    town: Town, desk: Browser
) -> None:
    """An administrator renames a commune, and a coordinator above moves a team: who stands there reads
    of it, and nobody beside."""
    for login, unit in (("cau", TRA_CAU), ("cuong", KHANH_CUONG), ("tinh", PROVINCE)):
        with town.app.app_context():
            create_account(login, login.title(), "coordinator", unit, PASSWORD)
    assert town.desk("quan").patch(f"/api/units/{TRA_CAU}", {"name": "Trà Câu mới"}).status == 200
    move = {"unit": TRA_CAU, "from": "2026-11-20"}
    assert town.desk("tinh").post(f"/api/teams/{TEAM}/move", move).status == 200
    told = {"unit_changed": "Quân", "team_moved": "Tinh"}
    for reader in (desk, town.desk("cau")):
        rows = acts(reader, "about=teams")
        assert {row["action"]: row["who"] for row in rows if row["who"]} == told
    rows = acts(town.desk("cuong"), "about=teams")
    assert [row["action"] for row in rows if row["who"]] == []


def test_who_signed_in_and_out_is_told_among_what_is_about_accounts(
    town: Town, desk: Browser
) -> None:
    quan = town.desk("quan")
    assert quan.delete("/api/session").status == 204
    rows = acts(town.desk("quan"), "about=accounts")
    told = {(row["action"], row["who"]) for row in rows}
    assert told >= {("signed_in", "Quân"), ("signed_out", "Quân"), ("signed_in", "Sơn")}
    assert "Quân" not in {row["who"] for row in acts(desk, "about=accounts")}


def test_no_key_of_a_phone_stands_in_it(town: Town, desk: Browser) -> None:
    lan = town.lan()
    assert desk.delete(f"/api/devices/{lan.device}").status == 204
    (row,) = (each for each in acts(desk) if each["action"] == "device_revoked")
    assert row["details"] == {"team": TEAM}
    answer = desk.get("/api/audit")
    assert KEY["x"] not in answer.text
    # The journal and the table keep it: a phone that is stopped comes back by it.
    assert trail(town.app, "device_revoked") == [(lan.device, {"key": KEY, "team": TEAM})]


def test_all_is_every_sort_without_what_phones_brought(town: Town, desk: Browser) -> None:
    lan = town.lan()
    lan.sync(lan.session())
    add(desk, TEAM, "Võ Văn Tài")
    found = acts(desk, "about=all")
    assert {"joined", "member_added", "signed_in"} <= {row["action"] for row in found}
    assert "changes_received" not in {row["action"] for row in found}
    assert town.desk("quan").get("/api/audit?about=all").code == "wrong_role"


def test_a_correction_says_what_was_and_what_became_of_it(town: Town, desk: Browser) -> None:
    lan = town.lan()
    made = lan.session(people=3, note="chợ sáng")
    lan.sync(made)
    wish = {"set": {"people": 5, "note": "chợ"}, "prev": {"people": 3, "note": "chợ sáng"}}
    path = f"/api/help-sessions/{made['record']}"
    assert desk.patch(path, {**wish, "why": "đếm lại"}).status == 200
    (row,) = acts(desk, "about=sessions")
    assert (row["details"]["before"], row["details"]["after"]) == ({"people": 3}, {"people": 5})
    assert row["details"]["fields"] == ["corrected", "note", "people"]
    assert row["where"] == "Đội hình Phổ Cường · Xã Khánh Cường"
    assert "chợ" not in str(row["details"])


def test_what_has_a_code_is_told_by_label_and_code(town: Town) -> None:
    quan = town.desk("quan")
    path = "/api/catalogue/service/DD01"
    assert quan.patch(path, {"label_vi": "Cài VNeID"}).status == 200
    (row, *_) = acts(quan, "about=lists")
    assert row["name"] == "Cài VNeID (DD01)"
    assert row["details"]["after"] == {"label_vi": "Cài VNeID"}


def test_the_audit_names_codes_papers_and_sites(town: Town, desk: Browser) -> None:
    made = {"unit": KHANH_CUONG, "purpose": "Nộp hồ sơ", "link": "https://dichvucong.gov.vn/a"}
    code = desk.post("/api/codes", made).json["code"]
    assert desk.post(f"/api/codes/{code}/ending", {}).status == 200
    ended, *_ = acts(desk, "about=lists")
    assert (ended["action"], ended["name"], ended["where"]) == (
        "code_ended",
        f"{grouped(code)} Nộp hồ sơ",
        "Xã Khánh Cường",
    )
    paper = add_paper(desk, title="Công văn về đại hội")
    (added, *_) = acts(desk, "about=figures")
    assert (added["details"]["paper"], added["name"]) == (paper["id"], "Công văn về đại hội")
