"""Everybody who may ask, each with a cookie of the server's own making, and what is their own."""

from dataclasses import dataclass, replace
from datetime import timedelta

from server.accounts.use_cases.password_sign_in import create_account
from server.auth.principal import Kind
from server.auth.tables import Device
from server.database.engine import db
from tests.phones import Phone
from tests.server.files.sending import put
from tests.server.matrix.places import PAPER, Place, Target, joined
from tests.server.matrix.reach import BOTH, COORDINATORS, IDLE, UNNAMED
from tests.town import CLUSTER, KHANH_CUONG, PASSWORD, PROVINCE, Town
from tests.wires import Answer, Browser, InProcess

KINDS_OF = {
    "nobody": {Kind.NOBODY},
    "waiting": {Kind.WAITING},
    "volunteer": {Kind.VOLUNTEER},
    "lead": {Kind.LEAD},
    **{name: {Kind.COORDINATOR} for name in COORDINATORS},
    BOTH: {Kind.LEAD, Kind.COORDINATOR},
    "administrator": {Kind.ADMINISTRATOR},
    "revoked phone": {Kind.REVOKED},
    UNNAMED: {Kind.WAITING},
    IDLE: {Kind.NOBODY},
    "expired session": {Kind.NOBODY},
}
DESKS = {
    "commune coordinator": ("dieu-phoi-xa", KHANH_CUONG),
    "cluster coordinator": ("son", CLUSTER),
    "province coordinator": ("dieu-phoi-tinh", PROVINCE),
    "administrator": ("quan", None),
}

LEAD = {"role": "lead", "hours": 24, "max_uses": 1}


@dataclass(frozen=True)
class Role:
    """Somebody who asks: what the cookie says, and the things that are the asker's own. `acting`
    is who holds the phone, where it says so."""

    name: str
    cookie: str
    own: Target
    acting: str = ""

    @property
    def kinds(self) -> set[Kind]:
        """What the table of permissions calls the role."""
        return KINDS_OF[self.name]

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies one by one, by their names."""
        return dict(each.split("=", 1) for each in self.cookie.split("; ") if each)

    def is_phone(self) -> bool:
        """Whether a phone asks, and no account."""
        return self.cookies.keys() == {"device"}


def build_cast(town: Town, here: Place, below: Place) -> list[Role]:
    """One of each, all of them of the place `here`; the one who is two things is also of the one
    below."""
    roles = [Role("nobody", "", here.target)]
    roles += [_phone_role(town, here, name) for name in ("waiting", "volunteer", "lead")]
    roles += _shared_phone(town, here)
    roles.append(_phone_role(town, here, "revoked phone"))
    roles.append(_both(town, here, below))
    for name, (login, unit) in DESKS.items():
        if name in ("commune coordinator", "province coordinator"):
            with town.app.app_context():
                create_account(login, f"Cán bộ {here.word}", "coordinator", unit, PASSWORD)
        own = replace(here.target, unit=unit or here.target.unit, login=login)
        roles.append(_signed_in(town, name, own))
    moment = town.clock.moment
    town.clock.move(days=-30)
    roles.append(_signed_in(town, "expired session", here.target))
    town.clock.moment = moment
    roles.append(_idle_phone(town, here))
    return roles


def _phone_role(town: Town, here: Place, name: str) -> Role:
    wish: dict[str, object] = {"auto_approve": name != "waiting"}
    if name == "lead":
        wish["role"] = "lead"
    phone, own = _at_work(town, here, **wish)
    if name == "revoked phone":
        desk = town.desk(here.target.login)
        assert desk.delete(f"/api/devices/{phone.device}").status == 204
    return Role(name, f"device={_cookie(phone.web, 'device')}", own)


def _both(town: Town, here: Place, below: Place) -> Role:
    """A lead here, signed in on the phone as a coordinator of the place below."""
    phone, own = _at_work(town, here, role="lead")
    unit, login = below.target.unit, "ha-hai-vai"
    with town.app.app_context():
        account = create_account(login, f"Cán bộ {below.word}", "coordinator", unit, PASSWORD)
    assert phone.web.post("/api/session", {"login": login, "password": PASSWORD}).status == 200
    assert put(phone.web, PAPER).status == 204
    cookie = "; ".join(f"{name}={_cookie(phone.web, name)}" for name in ("device", "account"))
    theirs = {
        name: getattr(below.target, name)
        for name in ("unit2", "target", "entered", "activity", "printed", "hung", "paper", "site")
    }
    own = replace(own, unit=unit, account=account, login=login, **theirs)
    return Role(BOTH, cookie, own)


def _at_work(town: Town, here: Place, **wish: object) -> tuple[Phone, Target]:
    """A phone on which somebody joined and recorded a session."""
    desk = town.desk(here.target.login)
    phone = joined(town, desk, here.target.team, f"Lan {here.word}", **wish)
    change = phone.session()
    phone.sync(change)
    return phone, _own_of(phone, change["record"], change["id"], here.target)


def _shared_phone(town: Town, here: Place) -> list[Role]:
    """A volunteer and a lead on one phone, each as whoever holds it, and that phone when it does not
    say who does."""
    desk = town.desk(here.target.login)
    phone = joined(town, desk, here.target.team, f"Mai {here.word}")
    code = desk.post(f"/api/teams/{here.target.team}/invitations", LEAD).json["code"]
    assert phone.join(code, f"Hoa {here.word}").status == 200
    cookie = f"device={_cookie(phone.web, 'device')}"
    roles = []
    for name, told in zip(("volunteer", "lead"), phone.joined, strict=True):
        member = told["member"]["id"]
        change = {**phone.session(), "author": member}
        phone.sync(change)
        own = replace(_own_of(phone, change["record"], change["id"], here.target), member=member)
        roles.append(Role(name, cookie, own, member))
    assert phone.web.get("/api/teams", **{"Acting-Member": member}).status == 200
    return [*roles, replace(roles[-1], name=UNNAMED, acting="")]


def _idle_phone(town: Town, here: Place) -> Role:
    """A lead's phone that lay in a drawer."""
    role = _phone_role(town, here, "lead")
    long_ago = town.clock() - timedelta(days=181)
    with town.app.app_context():
        device = db.session.get_one(Device, role.own.device)
        device.created_at = device.last_contact_at = long_ago
        db.session.commit()
    return replace(role, name=IDLE)


def _own_of(phone: Phone, session: str, change: str, place: Target) -> Target:
    return replace(place, member=phone.member, device=phone.device, session=session, change=change)


def _signed_in(town: Town, name: str, own: Target) -> Role:
    browser = Browser(town.connect())
    word = {"login": own.login, "password": PASSWORD}
    answer: Answer = browser.post("/api/session", word)
    account = answer.json["account"]["id"]
    assert put(browser, PAPER).status == 204
    return Role(name, f"account={_cookie(browser, 'account')}", replace(own, account=account))


def _cookie(browser: Browser, name: str) -> str:
    wire = browser.wire
    assert isinstance(wire, InProcess)
    return wire.cookie(name)
