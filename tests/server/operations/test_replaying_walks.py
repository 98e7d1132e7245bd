"""Whatever people do between a backup and its restore, no phone has more after it than right before it
(PROTOCOL 5.9): it reads no team more, leads none more and writes for nobody more. Walks of random acts."""

from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

import pytest

from tests.phones import Phone
from tests.server.operations.test_replaying import later
from tests.town import OTHER_TEAM, TEAM, Town
from tests.wires import Answer, Browser

WALKS = 8
BEFORE, SINCE = 12, 18
TEAMS = (TEAM, OTHER_TEAM)
NAMES = ("Lan", "Mai", "Cúc", "Trúc", "Hà", "Sen")
AS = "Acting-Member"


class Power(NamedTuple):
    """What a phone can do: the teams that it reads, and who on it leads and writes in which team."""

    reads: frozenset[str]
    leads: frozenset[tuple[str, str]]
    writes: frozenset[tuple[str, str]]


class Walk:
    """People of two teams, their phones, of which a lead let in one, and a coordinator."""

    def __init__(self, town: Town, seed: int) -> None:
        self.town, self.random = town, Random(seed)
        self.phones: list[Phone] = []
        self.codes: list[dict[str, Any]] = []
        self.home: dict[str, str] = {}
        self.merged: dict[str, str] = {}
        self.told: list[str] = []
        for team in TEAMS:
            for role in ("lead", "volunteer", "volunteer"):
                self.join(self.new_phone(), town.invite(team, role=role), self.random.choice(NAMES))
            lead, known = self.phones[-3], self.phones[-1].member
            by_lead = lead.web.post(f"/api/teams/{team}/invitations", {"member": known})
            self.join(self.new_phone(), by_lead.json["code"], "")
        # So that somebody's time there can be over.
        town.clock.move(days=1)
        self.acts: list[tuple[int, Callable[[], Answer | None]]] = [
            (3, self.stop), (5, self.decide), (4, self.change_role), (3, self.end), (3, self.move),
            (2, self.merge), (5, self.invite), (7, self.join_by_a_code), (1, self.withdraw),
        ]  # fmt: skip

    def act(self, times: int) -> None:
        """Does something, a minute after what was before."""
        weights = [weight for weight, _ in self.acts]
        for _ in range(times):
            self.town.clock.move(minutes=1)
            ((_, act),) = self.random.choices(self.acts, weights)
            answer = act()
            if answer is not None:
                self.told.append(f"{act.__name__} {answer.status}")

    def powers(self) -> dict[str, Power]:
        """By the phone's id."""
        return {phone.device: self._power(phone) for phone in self.phones}

    def _power(self, phone: Phone) -> Power:
        answer = phone.ask([], seen=None, cursor={})
        if answer.status != 200:
            return Power(frozenset(), frozenset(), frozenset())
        teams = {each for each in answer.json["channels"] if each.startswith("team:")}
        people = [
            each
            for row in answer.json["rows"]
            if row.get("kind") == "device"
            for each in row["f"]["enrolments"]
        ]
        leads = {
            (self.person(member), team)
            for member in {each["member"] for each in people}
            for team in TEAMS
            if phone.web.get(f"/api/teams/{team}/invitations", **{AS: member}).status == 200
        }
        writes = {
            (self.person(each["member"]), each["team"])
            for each in people
            if each["state"] == "approved"
        }
        return Power(frozenset(teams), frozenset(leads), frozenset(writes))

    def person(self, member: str) -> str:
        """Whoever somebody is by now."""
        while member in self.merged:
            member = self.merged[member]
        return member

    def new_phone(self) -> Phone:
        self.phones.append(Phone(self.town.connect(), self.town.clock))
        return self.phones[-1]

    def join(self, phone: Phone, code: str, name: str, **parts: Any) -> Answer:
        answer = phone.join(code, name, **parts)
        if answer.status == 200:
            self.home[answer.json["member"]["id"]] = answer.json["team"]["id"]
        return answer

    def asker(self, team: str) -> tuple[Browser, dict[str, str]]:
        """The coordinator, who began as the team's lead, or somebody else, who may have no right at all."""
        who = self.random.random()
        if who < 0.4:
            return self.town.desk(), {}
        phone = self.phones[4 * TEAMS.index(team)] if who < 0.8 else self.random.choice(self.phones)
        return phone.web, {
            AS: self.random.choice(phone.joined)["member"]["id"]
        } if phone.joined else {}

    def somebody(self) -> tuple[str, str]:
        """A member and the team where they joined or were moved to last."""
        return self.random.choice(list(self.home.items()))

    def stop(self) -> Answer:
        desk, who = self.asker(self.random.choice(TEAMS))
        return desk.delete(f"/api/devices/{self.random.choice(self.phones).device}", **who)

    def decide(self) -> Answer | None:
        desk, who = self.asker(self.random.choice(TEAMS))
        rows = (desk.get("/api/enrolments", **who).json or {}).get("rows", [])
        if not rows:
            return None
        row, word = self.random.choice(rows), self.random.choice(["approve", "approve", "refuse"])
        path = f"/api/enrolments/{row['device']}/{row['member']['id']}/decision"
        return desk.post(path, {"decision": word, "renewal": row["renewal"]}, **who)

    def change_role(self) -> Answer:
        role = self.random.choice(["lead", "lead", "volunteer"])
        return self.town.desk().patch(path_of(*self.somebody()), {"role": role})

    def end(self) -> Answer:
        day = self.random.choice(["2026-11-24", None])
        return self.town.desk().patch(path_of(*self.somebody()), {"to": day})

    def move(self) -> Answer:
        member, before = self.somebody()
        after = TEAMS[before == TEAM]
        moved = {"team": after, "on": "2026-11-25"}
        answer = self.town.desk().post(f"{path_of(member, before)}/move", moved)
        if answer.status == 200:
            self.home[member] = after
        return answer

    def merge(self) -> Answer | None:
        (gone, team), (kept, _) = self.somebody(), self.somebody()
        if gone == kept:
            return None
        desk, who = self.asker(team)
        answer = desk.post(f"{path_of(gone, team)}/merge", {"into": kept}, **who)
        if answer.status == 200:
            self.merged[gone] = kept
        return answer

    def invite(self) -> Answer:
        (member, team), wish = self.somebody(), self.random.random()
        asked: dict[str, Any] = {"auto_approve": wish < 0.7}
        if wish < 0.4:
            asked["member"] = member
        if wish < 0.1:
            asked["role"] = "lead"
        desk, who = self.asker(team)
        answer = desk.post(f"/api/teams/{team}/invitations", asked, **who)
        if answer.status == 201:
            self.codes.append(answer.json)
        return answer

    def join_by_a_code(self) -> Answer | None:
        if not self.codes:
            return None
        code = self.random.choice(self.codes[-4:])["code"]
        old = self.random.random() < 0.6
        phone = self.random.choice(self.phones) if old else self.new_phone()
        named = {"namesake": "same"} if self.random.random() < 0.3 else {}
        return self.join(phone, code, self.random.choice(NAMES), **named)

    def withdraw(self) -> Answer | None:
        if not self.codes:
            return None
        return self.town.desk().delete(f"/api/invitations/{self.random.choice(self.codes)['id']}")


def path_of(member: str, team: str) -> str:
    return f"/api/teams/{team}/members/{member}"


@pytest.mark.parametrize("seed", range(WALKS))
def test_no_phone_has_more_after_a_restore(town: Town, replay: Any, seed: int) -> None:
    walk = Walk(town, seed)
    walk.act(BEFORE)
    backup = later(town)
    walk.act(SINCE)
    before = walk.powers()
    replay(backup)
    for phone, after in walk.powers().items():
        had = before[phone]
        more = [after.reads - had.reads, after.leads - had.leads, after.writes - had.writes]
        assert not any(more), (walk.told, more)
