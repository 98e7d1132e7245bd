"""The three blocks of sessions: June 2025, the weeks up to yesterday, and today.

June 2025, under the old units, gives the initiative's own numbers exactly: 5,000 turns of help
with VNeID (services DD) and 1,000 turns of volunteers at the one-stop desks (distinct member ×
day × team of the sessions there). The other two blocks come on top.
"""

from datetime import date, datetime, timedelta
from random import Random

from server.database.clock import ZONE
from server.operations.demo.numbers import reach_turns
from server.operations.demo.recording import Phones, record, record_block
from server.operations.demo.roster import STORY_TEAM, TeamPlan
from server.operations.demo.sessions import days_between, desk_duties, field_days
from server.operations.demo.timeline import Timeline, local

VNEID_TURNS = 5000
DESK_TURNS = 1000
JUNE = days_between(date(2025, 6, 1), date(2025, 6, 30))
WEEKS = 3
EVENING = 19 * 60
LATE_EVERY = 7  # every so many phones find no signal for days
SILENT_EVERY = 8  # of every so many teams nothing is heard today, on a Saturday either


def june(timeline: Timeline, phones: Phones, teams: list[TeamPlan], rng: Random) -> None:
    """The block under the old units; late phones send theirs days after the units changed."""
    sessions = desk_duties(rng, teams, JUNE, DESK_TURNS) + field_days(rng, teams, JUNE, 0.33)
    reach_turns(rng, sessions, "DD", VNEID_TURNS)
    doubles = field_days(rng, teams[:12], JUNE[10:12], 0.5)
    record_block(timeline, phones, sessions, doubles, rng)
    for number, phone in enumerate(phones.values()):
        late = number % LATE_EVERY == 3
        days = [date(2025, 7, 4)] if late else [date(2025, 6, 15), date(2025, 6, 30)]
        for day in days:
            timeline.at(local(day, EVENING + rng.randint(0, 240)), phone.sync)


def silent_today(teams: list[TeamPlan]) -> list[TeamPlan]:
    """The teams that nothing is heard of today; none of them has a part in the story."""
    return [team for team in teams[::SILENT_EVERY] if team.code != STORY_TEAM]


def recent(
    timeline: Timeline,
    phones: Phones,
    teams: list[TeamPlan],
    rng: Random,
    now: datetime,
    holders: set[str],
) -> None:
    """The weeks that end yesterday. Late phones send today; `holders` send only a part of it
    (the story takes care of their last contact)."""
    yesterday = now.astimezone(ZONE).date() - timedelta(days=1)
    days = days_between(yesterday - timedelta(days=7 * WEEKS - 1), yesterday)
    sessions = desk_duties(rng, teams, days, 240) + field_days(rng, teams, days, 0.3)
    doubles = field_days(rng, teams[12:24], days[3:5], 0.4)
    record_block(timeline, phones, sessions, doubles, rng)
    silent = {person.name for team in silent_today(teams) for person in team.people}
    for number, (name, phone) in enumerate(phones.items()):
        late = number % LATE_EVERY == 5 and name not in holders | silent
        for day in (days[6], days[13], yesterday)[: 1 if late else 2 if name in holders else 3]:
            timeline.at(local(day, EVENING + rng.randint(0, 240)), phone.sync)
        if late:
            timeline.at(now - timedelta(minutes=rng.randint(1, 25)), phone.sync)


def today(
    timeline: Timeline,
    phones: Phones,
    teams: list[TeamPlan],
    rng: Random,
    now: datetime,
    holders: set[str],
) -> None:
    """What has been done since this morning, or since midnight if the day has only begun."""
    here = now.astimezone(ZONE)
    minutes = here.hour * 60 + here.minute
    latest = max(0, minutes - 40)
    hours = (min(7 * 60, latest), latest)
    silent = silent_today(teams)
    going = [team for team in teams if team not in silent]
    out = field_days(rng, going, [here.date()], 0.7, hours)
    sent = [session for session in out if session.author.name not in holders]
    for session in sent:
        record(timeline, phones, session, now - timedelta(minutes=26))
    for name in dict.fromkeys(session.author.name for session in sent):
        timeline.at(now - timedelta(minutes=rng.randint(1, 25)), phones[name].sync)
