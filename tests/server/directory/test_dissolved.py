"""A unit that ends without successors, and all that stood under it went elsewhere: whatever belonged to
it itself is nobody's who stood below it."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.server.accounts.test_accounts import logins
from tests.server.directory.changing import ask
from tests.server.directory.test_changing_units import coordinator
from tests.town import PROVINCE, Town
from tests.wires import Browser

SINCE = "2025-08-01"


@dataclass
class District:
    """A district with one commune, and what the district itself had: an account, and a team with a
    member."""

    town: Town
    above: Browser
    id: str
    commune: str
    cluster: str
    account: str
    team: str

    def give_up_its_commune(self) -> None:
        """The commune moves under the cluster, the district's team ends, and then the district."""
        assert self.above.post(f"/api/teams/{self.team}/end", {"on": "2026-11-23"}).status == 200
        part = {"code": "C1", "name": "Xã Gần", "kind": "xa", "parent": self.cluster}
        moved = {"kind": "move", "units": [self.commune], "into": [part], "goes": []}
        assert ask(self.above, {**moved, "on": "2026-11-24"}).status == 200

    def end(self) -> Any:
        return self.above.post(f"/api/units/{self.id}/end", {"on": "2026-11-23"})


def unit(desk: Browser, code: str, kind: str, parent: str) -> str:
    body = {"code": code, "name": f"Nơi {code}", "kind": kind, "parent": parent}
    made = desk.post("/api/units", {**body, "valid_from": SINCE})
    assert made.status == 201, made.body
    return str(made.json["id"])


@pytest.fixture
def district(town: Town) -> District:
    coordinator(town, PROVINCE, "tinh")
    above = town.desk("tinh")
    district, cluster = (
        unit(above, "D1", "huyen", PROVINCE),
        unit(above, "K1", "cum", PROVINCE),
    )
    commune = unit(above, "C1", "xa", district)
    account = coordinator(town, district, "huyen")
    coordinator(town, commune, "xa")
    coordinator(town, cluster, "cum")
    team = {"name": "Đội huyện", "kind": "doi_hinh", "unit": district, "from": SINCE}
    made = above.post("/api/teams", team).json["id"]
    member = {"name": "Phạm Thị Kín"}
    assert above.post(f"/api/teams/{made}/members", member).status == 201
    return District(town, above, district, commune, cluster, account, made)


def test_it_ends_only_when_nobody_signs_in_at_it_any_more(district: District) -> None:
    district.give_up_its_commune()
    answer = district.end()
    assert (answer.status, answer.code) == (409, "unit_has_accounts")
    blocked = district.above.patch(f"/api/accounts/{district.account}", {"disabled": True})
    assert blocked.status == 200
    assert district.end().status == 200


def test_the_commune_that_went_gets_nothing_of_it(district: District) -> None:
    district.give_up_its_commune()
    district.above.patch(f"/api/accounts/{district.account}", {"disabled": True})
    assert district.end().status == 200
    # The district could have known a way into the commune's account, which has to have a new one.
    (key,) = (
        r["id"] for r in district.above.get("/api/accounts").json["rows"] if r["login"] == "xa"
    )
    made = district.above.post(f"/api/accounts/{key}/password", {}).json["password"]
    below = district.town.first_sign_in("xa", made)
    account = f"/api/accounts/{district.account}"
    assert logins(below) == []
    for answer in (
        below.post(f"{account}/reset", {}),
        below.patch(account, {"disabled": False}),
        below.delete(f"{account}/factors"),
        below.get(f"/api/teams/{district.team}"),
    ):
        assert answer.code == "not_found"
    acts = below.get("/api/audit?limit=100").text
    assert district.account not in acts
    assert district.team not in acts


def test_no_account_of_it_is_kept_beside_it_and_the_one_above_keeps_them(
    district: District,
) -> None:
    """The cluster that has the commune now reads what the district did, and keeps nobody's account."""
    district.give_up_its_commune()
    district.above.patch(f"/api/accounts/{district.account}", {"disabled": True})
    assert district.end().status == 200
    beside, account = district.town.desk("cum"), f"/api/accounts/{district.account}"
    assert beside.get(f"/api/teams/{district.team}").status == 200
    assert logins(beside) == ["xa"]
    assert beside.patch(account, {"disabled": False}).code == "not_found"
    assert "huyen" in logins(district.above)
    assert district.above.patch(account, {"disabled": False}).status == 200


def test_nobody_gets_an_account_at_a_unit_that_has_an_end(town: Town) -> None:
    coordinator(town, PROVINCE, "tinh")
    above = town.desk("tinh")
    ending = unit(above, "K9", "cum", PROVINCE)
    assert above.post(f"/api/units/{ending}/end", {"on": "2026-12-31"}).status == 200
    answer = above.post("/api/accounts", {"login": "moi", "name": "Mới", "unit": ending})
    assert (answer.status, answer.code) == (409, "closed_on_day")
