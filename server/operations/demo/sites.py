"""Six heritage sites in and around Đức Phổ, as the initiative digitises them: only what a public source says,
under its name, and with drawings in place of photographs. One account writes, another one approves."""

import json
from pathlib import Path
from typing import Any

from server.audit.writing import Actor, account_actor
from server.auth.principal import Kind, Principal, SignedIn
from server.auth.store.accounts import account_by_login
from server.database.clock import today
from server.database.engine import db
from server.heritage.schemas import SiteContentSchema
from server.heritage.use_cases import publishing, sites
from server.organisation.store import units
from server.public_codes.use_cases import register
from server.qr_codes.record_codes import HERITAGE_SITE

_FILE = Path(__file__).parent / "sites.json"


def present_sites(writer: str, approver: str) -> None:
    """Writes the sites, has them approved, and makes a code for the plaque of each. Call it in an application
    context, with the logins of two coordinators of the cluster."""
    one, other = _signed_in(writer), _signed_in(approver)
    for each in json.loads(_FILE.read_text(encoding="utf-8")):
        content: dict[str, Any] = SiteContentSchema().load(each["content"])
        unit = _unit(each["unit"])
        made = sites.make_site(*one, unit=unit, name=each["name"], content=content)
        publishing.submit(*one, made["id"], made["latest"])
        publishing.approve(*other, made["id"], made["latest"])
        register.make_code(
            *one,
            unit=unit,
            purpose=content["title"],
            link=None,
            target={"kind": HERITAGE_SITE, "id": made["id"]},
            first=None,
            last=None,
        )


def _signed_in(login: str) -> tuple[Principal, Actor]:
    account = account_by_login(db.session(), login)
    assert account is not None
    signed_in = SignedIn(account.id, account.login, account.name, Kind.COORDINATOR, account.unit_id)
    found = Principal(account=signed_in), account_actor(account)
    db.session.rollback()
    return found


def _unit(code: str) -> str:
    day = today()
    found = next(
        unit.id
        for unit in units.all_units()
        if unit.code == code and unit.valid_from <= day <= (unit.valid_to or day)
    )
    db.session.rollback()
    return found
