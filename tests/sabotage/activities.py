"""Sabotages of activities: what phones see of them, whose, and until when."""

from tests.sabotage.sabotage import Sabotage

CHANNELS = "tests/server/activities/test_channels.py"
WRITING = "tests/server/activities/test_activities.py"

ACTIVITIES = (
    Sabotage(
        "an app of before is granted an activity that it cannot show",
        "4.1.13",
        "server/sync/round_request.py",
        'int(envelope["schema"]) >= ROWS',
        'int(envelope["schema"]) >= 1',
        (CHANNELS,),
    ),
    Sabotage(
        "an activity stays on phones for good",
        "6.2",
        "server/activities/publishing.py",
        "    own, last = channel.activity(row.id), last_granted(row.last)",
        '    own, last = channel.activity(row.id), "9999-12-31"',
        (CHANNELS,),
    ),
    Sabotage(
        "a phone that waits has its team's activities",
        "6.2",
        "sync/channel.py",
        "    granted = (each for each in grants if teams and (each.team is None or each.team in teams))",
        "    granted = iter(grants)",
        (CHANNELS, "tests/sync/test_small_rules.py"),
    ),
    Sabotage(
        "a phone keeps the thirty activities that are farthest away",
        "6.2",
        "sync/channel.py",
        "key=distance)[ACTIVITY_CHANNELS:]",
        "key=distance)[:-ACTIVITY_CHANNELS]",
        (CHANNELS,),
    ),
    Sabotage(
        "a team that takes part no more keeps the activity",
        "6.2",
        "server/activities/publishing.py",
        "    grants.take_grants(writer.session, own, set(former) - those)\n",
        "",
        (CHANNELS,),
    ),
    Sabotage(
        "what a team did on the day of a meeting is counted for the meeting",
        "5.14.1",
        "server/activities/use_cases/listing.py",
        "figures_of(found.wire()) if row.kind in HELPING else None",
        "figures_of(found.wire())",
        (CHANNELS,),
    ),
    Sabotage(
        "nobody hears on a phone that an activity is called off",
        "5.14.2",
        "server/activities/use_cases/activities.py",
        """        row.called_off_at = now()
        publish_activity(writer, row, teams)
""",
        """        row.called_off_at = now()
""",
        (CHANNELS,),
    ),
    Sabotage(
        "a programme overwrites what somebody wrote meanwhile",
        "5.14.3",
        "server/activities/use_cases/programme.py",
        "        if row.version != version:",
        "        if row.version > version + 1:",
        (CHANNELS,),
    ),
    Sabotage(
        "a club that names no team is seen by none",
        "5.14.2",
        "server/activities/publishing.py",
        "    return set(teams) or ({row.unit_id} if row.kind == CLUB else set())",
        "    return set(teams)",
        (CHANNELS,),
    ),
    Sabotage(
        "a form of an activity from before somebody else's change is written",
        "5.14.3",
        "server/activities/use_cases/activities.py",
        '        if given.get("version") not in (None, row.version):',
        "        if False:",
        (WRITING,),
    ),
)
