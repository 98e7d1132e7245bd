"""Joining, leaving, moving, merging, stopping and deciding in any order: a phone reads, leads and writes for
somebody by a person's word or by a code that lets in at once, given since it was last taken from them
(PROTOCOL 4.7, 5.3, 7.10). WALKS=500 walks further."""

import os
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from tests.phones import Phone
from tests.town import OTHER_TEAM, TEAM, Town

WALKS = int(os.environ.get("WALKS", "3"))
STEPS = 60
TEAMS = (TEAM, OTHER_TEAM)
CODES: dict[str, dict[str, Any]] = {
    "at once": {"auto_approve": True},
    "waits": {"auto_approve": False},
    "leads at once": {"role": "lead", "hours": 24, "max_uses": 1, "auto_approve": True},
    "waits to lead": {"role": "lead", "hours": 24, "max_uses": 1, "auto_approve": False},
}
Trust = tuple[str, str, str]
"""A phone that is somebody's in a team."""


class Walk:
    """Three phones, what each may do by what people and codes said, and what is done next."""

    def __init__(self, town: Town, seed: int) -> None:
        self.town, self.rng = town, Random(seed)
        self.phones = [Phone(town.connect(), town.clock) for _ in range(3)]
        self.trusted: set[Trust] = set()
        self.leads: set[tuple[str, str]] = set()
        self.taken: set[str] = set()
        """Phones that were stopped, and of which nobody has said since whose they are."""
        self.kept: dict[str, str] = {}
        """Who was merged, and into whom."""
        self.done: list[object] = []

    def step(self) -> None:
        acts: list[tuple[Callable[[], object], int]] = [
            (self.join, 9), (self.decide, 8), (self.stop, 2), (self.end, 3), (self.reopen, 2),
            (self.move, 2), (self.merge, 1), (self.appoint, 1), (self.sleep, 1),
        ]  # fmt: skip
        (act,) = self.rng.choices([act for act, _ in acts], [weight for _, weight in acts])
        self.done.append((act.__name__, act()))

    def who(self, member: str) -> str:
        while member in self.kept:
            member = self.kept[member]
        return member

    def members(self) -> list[str]:
        ids = {self.who(each["member"]["id"]) for phone in self.phones for each in phone.joined}
        return sorted(ids)

    def join(self) -> object:
        phone, team = self.rng.choice(self.phones), self.rng.choice(TEAMS)
        name, kind = self.rng.choice(("Lan", "Minh")), self.rng.choice([*CODES, "known"])
        wish = CODES.get(kind)
        if wish is None:
            wish = {"member": self.rng.choice(self.members() or [""])}
        made = self.town.desk().post(f"/api/teams/{team}/invitations", wish)
        if made.status != 201:
            return kind, made.code or made.status
        more = {"namesake": "same"} if self.rng.random() < 0.2 else {}
        answer = phone.join(made.json["code"], name, **more)
        if answer.status != 200:
            return kind, answer.code
        state, member = answer.json["device"]["state"], self.who(answer.json["member"]["id"])
        known = (phone.device, member, team)
        if state == "approved" and known not in self.trusted:
            assert kind in ("at once", "leads at once", "known"), kind
            assert kind == "known" or phone.device not in self.taken, kind
            self.trusted.add(known)
        if state == "approved" and made.json["role"] == "lead":
            self.leads.add((member, team))
        if kind == "known" and state == "approved":
            self.taken.discard(phone.device)
        return kind, name, state

    def decide(self) -> object:
        rows = self.town.desk().get("/api/enrolments").json["rows"]
        if not rows:
            return None
        row, word = self.rng.choice(rows), self.rng.choice(("approve", "approve", "refuse"))
        device, member = row["device"], row["member"]["id"]
        path = f"/api/enrolments/{device}/{member}/decision"
        answer = self.town.desk().post(path, {"decision": word, "renewal": row["renewal"]})
        assert answer.status == 200, answer.body
        for each in rows:
            if (each["device"], each["member"]["id"]) != (device, member):
                continue
            known = (device, self.who(member), each["team"]["id"])
            if word == "refuse":
                self.trusted.discard(known)
                continue
            self.trusted.add(known)
            self.taken.discard(device)
            if each["role"] == "lead":
                self.leads.add(known[1:])
        return word, row["member"]["name"], row["role"]

    def stop(self) -> object:
        phone = self.rng.choice(self.phones)
        answer = self.town.desk().delete(f"/api/devices/{phone.device}")
        if answer.status == 204:
            self.town.clock.move(minutes=1)
            self.trusted = {each for each in self.trusted if each[0] != phone.device}
            self.taken.add(phone.device)
        return answer.status

    def end(self) -> object:
        yesterday = (self.town.clock() - timedelta(days=1)).date().isoformat()
        return self._patch({"to": yesterday})

    def reopen(self) -> object:
        return self._patch({"to": None})

    def appoint(self) -> object:
        return self._patch({"role": self.rng.choice(("lead", "volunteer"))})

    def _patch(self, given: dict[str, Any]) -> object:
        member, team = self.rng.choice(self.members() or [""]), self.rng.choice(TEAMS)
        answer = self.town.desk().patch(f"/api/teams/{team}/members/{member}", given)
        if answer.status == 200:
            is_lead = answer.json["role"] == "lead" and answer.json["to"] is None
            (self.leads.add if is_lead else self.leads.discard)((member, team))
        return given, answer.status

    def move(self) -> object:
        member, old = self.rng.choice(self.members() or [""]), self.rng.choice(TEAMS)
        new = OTHER_TEAM if old == TEAM else TEAM
        on = self.town.clock().date().isoformat()
        path = f"/api/teams/{old}/members/{member}/move"
        answer = self.town.desk().post(path, {"team": new, "on": on})
        if answer.status == 200:
            here = [each for each in self.trusted if each[1:] == (member, old)]
            self.trusted |= {(device, member, new) for device, _, _ in here}
            self.leads.discard((member, old))
            if answer.json["role"] == "lead":
                assert (member, new) in self.leads
        return answer.code or answer.status

    def merge(self) -> object:
        if len(self.members()) < 2:
            return None
        merged, kept = self.rng.sample(self.members(), 2)
        path = f"/api/teams/{self.rng.choice(TEAMS)}/members/{merged}/merge"
        answer = self.town.desk().post(path, {"into": kept})
        if answer.status == 200:
            self.kept[merged] = kept
            self.trusted = {(device, self.who(who), team) for device, who, team in self.trusted}
            self.leads = {(self.who(who), team) for who, team in self.leads}
        return answer.code or answer.status

    def sleep(self) -> object:
        self.town.clock.move(days=1)
        return None

    def check(self) -> None:
        for phone in self.phones:
            mine = {each[1:] for each in self.trusted if each[0] == phone.device}
            answer = phone.ask([])
            if not phone.joined or answer.status != 200:
                continue
            for team in TEAMS:
                if f"team:{team}" in answer.json["channels"]:
                    assert any(each[1] == team for each in mine), (team, self.done)
                if phone.web.get(f"/api/teams/{team}/invitations").status == 200:
                    assert mine & {each for each in self.leads if each[1] == team}, self.done
            self._check_writing(phone, mine)

    def _check_writing(self, phone: Phone, mine: set[tuple[str, str]]) -> None:
        joined = self.rng.choice(phone.joined)
        author, team = self.who(joined["member"]["id"]), self.rng.choice(TEAMS)
        change = phone.session() | {"author": author, "channel": f"team:{team}"}
        answer = phone.ask([change])
        for told in answer.json["results"] if answer.status == 200 else ():
            if told["verdict"] == "applied" and self._is_counted(change["record"]):
                assert (author, team) in mine, self.done

    def _is_counted(self, session: str) -> bool:
        answer = self.town.desk().get(f"/api/help-sessions/{session}")
        return answer.status == 200 and bool(answer.json["state"] == "counted")


@pytest.mark.parametrize("seed", range(WALKS))
def test_nobody_is_anywhere_without_a_word_or_a_code(town: Town, seed: int) -> None:
    walk = Walk(town, seed)
    for _ in range(STEPS):
        walk.step()
        walk.check()
