"""What was the askers' own and is no more: people and teams that moved away or ended. All of it was
made the day before yesterday, went yesterday, and is asked about today."""

from dataclasses import replace
from datetime import timedelta

from tests.server.matrix.places import (
    PERSON,
    Place,
    crew,
    invited,
    joined,
    newcomers,
    two_teams,
    worked,
)
from tests.town import KHANH_CUONG, START, Town
from tests.wires import Answer, Browser

NOW = START + timedelta(days=2)
YESTERDAY = (NOW - timedelta(days=1)).date().isoformat()


def build_past(town: Town, here: Place, below: Place) -> dict[str, Place]:
    """By relation. People are asked about with the askers' team, in which they were; "since it
    moved" is what the team that moved away did under its new commune."""
    desk = town.desk(here.target.login)
    moved, ended = (_person(town, desk, here, word) for word in ("Ditheonguoi", "Nghihanlau"))
    moved_team = _waiting(town, desk, _team(town, desk, below, "Dixalamroi"))
    ended_team = _team(town, desk, here, "Hethanroi")
    town.clock.move(days=1)
    _move(town, (moved, moved_team), here, below)
    _end(town.desk(here.target.login), (ended, ended_team))
    town.clock.move(days=1)
    # Its codes of before were withdrawn as it moved.
    fresh = invited(town.desk(), moved_team.target.team)
    moved_team = replace(moved_team, target=replace(moved_team.target, **fresh))
    later = joined(town, town.desk(), moved_team.target.team, f"Tư {PERSON} Saukhidoi")
    return {
        "moved member": moved,
        "ended member": ended,
        "moved team": moved_team,
        "since it moved": Place(
            "Saukhidoi", replace(moved_team.target, **worked(later, "Saukhidoi"))
        ),
        "ended team": ended_team,
    }


def _person(town: Town, desk: Browser, here: Place, word: str) -> Place:
    """Somebody in the askers' team, with an open code for another phone."""
    phone = joined(town, desk, here.target.team, f"Bình {PERSON} {word}")
    code = invited(desk, here.target.team, member=phone.member)
    return Place(word, replace(here.target, **worked(phone, word), **code))


def _team(town: Town, desk: Browser, place: Place, word: str) -> Place:
    """Two teams of the askers' commune, everything else as in the place; the invitation too, as
    one that was withdrawn with its team cannot be withdrawn again."""
    team, team2 = two_teams(town, word, KHANH_CUONG)
    made = crew(town, desk, team, word) | {"invitation": place.target.invitation}
    return Place(word, replace(place.target, team=team, team2=team2, **made))


def _waiting(town: Town, desk: Browser, place: Place) -> Place:
    """With people who wait to be let in. A team at which somebody waits does not end."""
    found = newcomers(town, desk, place.target.team, place.word)
    return replace(place, target=replace(place.target, **found))


def _move(town: Town, places: tuple[Place, Place], here: Place, below: Place) -> None:
    """Sơn does, who coordinates both communes."""
    son, (person, team) = town.desk(), (each.target for each in places)
    path = f"/api/teams/{here.target.team}/members/{person.member}/move"
    _done(son.post(path, {"team": below.target.team, "on": YESTERDAY}))
    for each in (team.team, team.team2):
        body = {"unit": below.target.unit, "from": YESTERDAY}
        _done(son.post(f"/api/teams/{each}/move", body))


def _end(desk: Browser, places: tuple[Place, Place]) -> None:
    person, team = (each.target for each in places)
    path = f"/api/teams/{person.team}/members/{person.member}"
    _done(desk.patch(path, {"to": YESTERDAY}))
    for each in (team.team, team.team2):
        _done(desk.post(f"/api/teams/{each}/end", {"on": YESTERDAY}))


def _done(answer: Answer) -> None:
    assert answer.status == 200, answer.body
