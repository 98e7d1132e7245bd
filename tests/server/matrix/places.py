"""Three places in which everything stands that a request may name: here (the askers' own commune),
below (another commune of their cluster) and elsewhere (another province). Each has a word of its
own in every name and note, so that an answer that holds it tells where it came from."""

from dataclasses import dataclass
from uuid import uuid4

from server.accounts.use_cases.password_sign_in import create_account
from server.audit.writing import SYSTEM
from server.database.engine import db
from server.directory.use_cases.create_team import Placement, create_team
from server.enrolment.receipts import Receipt, key_hash, make_receipt
from server.organisation.tables import Unit
from sync.public_code import public_code
from tests.phones import KEY, Phone
from tests.server.files.sending import hash_of, photo, put
from tests.town import KHANH_CUONG, PASSWORD, TRA_CAU, Town
from tests.wires import Browser

PAPER = photo(2, side=16)
"""The picture of a page, which every account has sent."""
PAPER_SAID = {
    "kind": "ke_hoach",
    "number": None,
    "issued": None,
    "issuer": None,
    "readers": "participants",
    "opens": None,
    "ends": None,
    "secret": False,
}
PERSON = "Vungrieng"
"""The word in all that is about a single person and no total: people's names, notes."""
SINCE = "2026-01-01"


@dataclass(frozen=True)
class Target:
    """What a request names: ids and codes of one place, or such as there are nowhere."""

    unit: str
    unit2: str
    team: str
    team2: str
    member: str
    member2: str
    device: str
    waiting_member: str
    waiting_device: str
    waiting_lead: str
    waiting_leads_device: str
    session: str
    change: str
    item: str
    invitation: str
    code: str
    short: str
    account: str
    login: str
    lost_device: str
    receipt: str
    target: str
    entered: str
    snapshot: str
    activity: str
    printed: str
    hung: str
    paper: str
    site: str
    site_name: str
    certificate: str
    data_request: str


@dataclass(frozen=True)
class Place:
    """A commune with two teams; `word` stands in every name there."""

    word: str
    target: Target

    def __post_init__(self) -> None:
        """A shorter word stands in the base64 of a receipt by chance, in one run of two hundred."""
        assert len(self.word) >= 9, self.word


def absent() -> Target:
    """Ids of nothing."""
    ids = {name: str(uuid4()) for name in Target.__annotations__}
    return Target(
        **{
            **ids,
            "code": "v1." + "A" * 22,
            "short": "ABCDE-FGHJK",
            "login": "khongai",
            "printed": public_code(1),
            "site_name": "khong-co",
        }
    )


def build_places(town: Town) -> dict[str, Place]:
    """By relation: "same team", "below" and "elsewhere"."""
    with town.app.app_context():
        far = _far_commune()
    return {
        "same team": _build(town, "Cuanhaminh", KHANH_CUONG),
        "below": _build(town, "Benduoichan", TRA_CAU),
        "elsewhere": _build(town, "Xaxoivanli", far),
    }


def _far_commune() -> str:
    parent = None
    for kind in ("tinh", "cum", "xa"):
        parent = _new_unit(f"XAXOIVANLI-{kind.upper()}", f"{kind} Xaxoivanli", kind, parent)
    db.session.commit()
    assert parent is not None
    return parent


def _new_unit(code: str, name: str, kind: str, parent: str | None) -> str:
    unit = Unit(
        id=str(uuid4()), code=code, valid_from=SINCE, name=name, kind=kind, parent_id=parent
    )
    db.session.add(unit)
    db.session.flush()
    return unit.id


def _build(town: Town, word: str, unit: str) -> Place:
    with town.app.app_context():
        empty = _new_unit(f"{word.upper()}-2", f"Đặc khu {word}", "dac_khu", unit)
        login = f"canbo-{word.lower()}"
        account = create_account(login, f"Cán bộ {word}", "coordinator", unit, PASSWORD)
    desk = town.desk(login)
    team, team2 = two_teams(town, word, unit)
    target = Target(
        unit=unit,
        unit2=empty,
        team=team,
        team2=team2,
        account=account,
        login=login,
        **crew(town, desk, team, word),
        **newcomers(town, desk, team, word),
        **aimed(desk, unit),
        **acting(desk, unit, team),
        **printed(desk, unit, word),
        **published(desk, unit, word),
        **presented(desk, unit, word),
    )
    return Place(word, target)


def two_teams(town: Town, word: str, unit: str) -> tuple[str, str]:
    """Two teams of a unit, with the word in their names."""
    with town.app.app_context():
        one, two = (
            create_team(SYSTEM, "doi_hinh", f"Đội {word} {n}", [Placement(unit, SINCE)])
            for n in ("một", "hai")
        )
    return one, two


def aimed(desk: Browser, unit: str) -> dict[str, str]:
    """A target of the unit, what was entered of an indicator, and a month that was closed."""
    days = {"unit": unit, "from": "2026-11-01", "to": "2026-11-24"}
    target = desk.put("/api/targets", {**days, "measure": "people", "goal": 100})
    entered = {**days, "indicator": "TAPHUAN", "value": 2, "source": "Sổ tay"}
    value = desk.post("/api/indicator-values", entered)
    assert (target.status, value.status) == (200, 201), (target.body, value.body)
    closed = desk.post("/api/reports", {"unit": unit, "month": "2026-10", "despite": True})
    assert closed.status == 201, closed.body
    codes = {"snapshot": closed.json["closed"]["code"]}
    return {"target": target.json["id"], "entered": value.json["id"], **codes}


def acting(desk: Browser, unit: str, team: str) -> dict[str, str]:
    """A day of action of the unit's team."""
    body = {"unit": unit, "name": "Ngày hội", "place": "Chợ", "teams": [team]}
    made = desk.post("/api/activities", {**body, "from": SINCE, "to": SINCE})
    assert made.status == 201, made.body
    return {"activity": made.json["id"]}


def published(desk: Browser, unit: str, word: str) -> dict[str, str]:
    """A paper of the unit for its teams."""
    assert put(desk, PAPER).status == 204
    said = {**PAPER_SAID, "title": f"Kế hoạch {word}", "unit": unit, "file": hash_of(PAPER)}
    made = desk.post("/api/papers", {**said, "activity": None})
    assert made.status == 201, made.body
    return {"paper": made.json["id"]}


def printed(desk: Browser, unit: str, word: str) -> dict[str, str]:
    """A code of the unit on a plaque, and where one hangs."""
    body = {"unit": unit, "purpose": f"Bảng {word}", "link": "https://dichvucong.gov.vn/"}
    made = desk.post("/api/codes", body)
    assert made.status == 201, made.body
    hung = desk.post(
        f"/api/codes/{made.json['code']}/prints", {"place": f"Cổng {word}", "day": SINCE}
    )
    assert hung.status == 201, hung.body
    return {"printed": made.json["code"], "hung": hung.json["prints"][0]["id"]}


SITE = {
    "kind": "dia_chi_do",
    "drawing": None,
    "title": "Bia di tích",
    "ranking": "",
    "lead": "Nơi ghi dấu một trận đánh.",
    "body": "Bia dựng bên đường làng.",
    "way": "",
    "facts": [{"text": "Bia có từ lâu.", "source": "Sổ xã", "link": None, "checked": SINCE}],
    "latitude": None,
    "longitude": None,
    "keeper": "Ban Quản lý di tích",
    "phone": None,
    "english": None,
}


def presented(desk: Browser, unit: str, word: str) -> dict[str, str]:
    """A heritage site of the unit that waits for a second person, and so is nobody else's to read."""
    content = {**SITE, "title": f"Bia {word}"}
    name = f"bia-{word.lower()}"
    made = desk.post("/api/sites", {"unit": unit, "name": name, "content": content})
    assert made.status == 201, made.body
    handed_on = desk.post(f"/api/sites/{made.json['id']}/submission", {"version": 1})
    assert handed_on.status == 200, handed_on.body
    return {"site": made.json["id"], "site_name": name}


def crew(town: Town, desk: Browser, team: str, word: str) -> dict[str, str]:
    """Somebody of the team, what that person did, what of it waits for a decision, and a code: by
    the names of a target."""
    minh = joined(town, desk, team, f"Minh {PERSON} {word}")
    other = joined(town, desk, team, f"Vy {PERSON} {word}")
    did = worked(minh, word)
    strange = other.edit(did["session"], {"people": 9}, {"people": 1})
    assert other.sync(strange)[0]["code"] == "not_author"
    items = desk.get("/api/review").json["rows"]
    (item,) = (row["id"] for row in items if row["team"]["id"] == team)
    more = {"item": item, "member2": other.member} | certified(town, desk, team, did["member"])
    return {**did, **invited(desk, team), **forgotten(town, team), **more}


def certified(town: Town, desk: Browser, team: str, member: str) -> dict[str, str]:
    """The code of a certificate of what somebody did in the team."""
    path = f"/api/teams/{team}/members/{member}/certificates"
    made = desk.post(path, {"from": SINCE, "to": town.clock().date().isoformat()})
    assert made.status == 201, made.body
    return {"certificate": made.json["code"]}


def forgotten(town: Town, team: str) -> dict[str, str]:
    """A phone that joined the team and that the server knows no more, with its receipt."""
    device, member = str(uuid4()), str(uuid4())
    with town.app.app_context():
        receipt = make_receipt(Receipt(device, member, team, key_hash(KEY), SINCE, "DOAN"))
    return {"lost_device": device, "receipt": receipt}


def worked(phone: Phone, word: str) -> dict[str, str]:
    """A person who has recorded a session."""
    change = phone.session(note=f"{PERSON} {word}")
    assert phone.sync(change)[0]["verdict"] == "applied"
    said = {"wish": "correct", "text": f"{PERSON} {word}"}
    wish = phone.change(
        "create", str(uuid4()), "data_request", channel=f"device:{phone.device}", set=said
    )
    assert phone.sync(wish)[0]["verdict"] == "applied"
    return {
        "data_request": wish["record"],
        "member": phone.member,
        "device": phone.device,
        "session": change["record"],
        "change": change["id"],
    }


def invited(desk: Browser, team: str, **wish: object) -> dict[str, str]:
    """An open code."""
    made = desk.post(f"/api/teams/{team}/invitations", wish).json
    return {"invitation": made["id"], "code": made["code"], "short": made["short_code"]}


def newcomers(town: Town, desk: Browser, team: str, word: str) -> dict[str, str]:
    """Two who wait to be let in, one of them as a lead."""
    mai = joined(town, desk, team, f"Mai {PERSON} {word}", auto_approve=False)
    wish = {"role": "lead", "hours": 24, "max_uses": 1, "auto_approve": False}
    nga = joined(town, desk, team, f"Nga {PERSON} {word}", **wish)
    return {
        "waiting_member": mai.member,
        "waiting_device": mai.device,
        "waiting_lead": nga.member,
        "waiting_leads_device": nga.device,
    }


def joined(town: Town, desk: Browser, team: str, name: str, **wish: object) -> Phone:
    """A phone that joins by an invitation made at this desk."""
    asked = {"role": "volunteer", "auto_approve": True, **wish}
    made = desk.post(f"/api/teams/{team}/invitations", asked)
    assert made.status == 201, made.body
    phone = Phone(town.connect(), town.clock)
    answer = phone.join(made.json["code"], name)
    assert answer.status == 200, answer.body
    return phone
