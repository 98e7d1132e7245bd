"""Sabotages of events, of openings of papers, and of the figures beside the three."""

from tests.sabotage.sabotage import Sabotage

RULES = "tests/sync/test_events.py"
OPENINGS = "tests/server/papers/test_openings.py"
FIGURES = "tests/server/totals/test_further_figures.py"

OPENED = (
    Sabotage(
        "a phone makes an event in the channel of another one",
        "5.17.1",
        "sync/events.py",
        "    if change.channel != own:",
        '    if not change.channel.startswith("device:"):',
        (RULES,),
    ),
    Sabotage(
        "a paper is opened once more with each look",
        "5.17.1",
        "pwa/src/actions/openings.ts",
        "  if (known.includes(key)) return\n",
        "",
        ("src/actions/openings.test.ts",),
    ),
    Sabotage(
        "who never was a reader of a paper counts as one",
        "5.17.2",
        "sync/events.py",
        "            for team in sorted(situation.readers)\n",
        "            for team in sorted({each.team for each in situation.memberships})\n",
        (RULES,),
    ),
    Sabotage(
        "what was opened while a phone waited never counts",
        "5.17.2",
        "server/sync/approval.py",
        "    _count_events(writer, device_id, member_id)\n    return len(rows)",
        "    return len(rows)",
        (OPENINGS,),
    ),
    Sabotage(
        "the last day on which a paper was opened holds",
        "5.17.3",
        "sync/events.py",
        "            found[reader] = min(first, found.get(reader, first))",
        "            found[reader] = max(first, found.get(reader, first))",
        (RULES,),
    ),
    Sabotage(
        "two entries of one person are two readers",
        "5.17.3",
        "server/directory/member_merge.py",
        "    give_openings(db.session, merged.id, kept.id)\n",
        "",
        (OPENINGS,),
    ),
    Sabotage(
        "the only reader of a unit is told",
        "5.17.4",
        "server/papers/use_cases/reading.py",
        '            "opened": None if unit in few else people.get(unit, 0),',
        '            "opened": people.get(unit, 0),',
        (OPENINGS,),
    ),
    Sabotage(
        "an activity that was called off is still counted",
        "5.18.1",
        "server/activities/use_cases/activities.py",
        "        replace_figure(db.session, counted_as(row), None)\n",
        "",
        (FIGURES,),
    ),
    Sabotage(
        "what a unit held is forgotten once another one takes its place",
        "5.18.2",
        "server/totals/further_figures.py",
        """        "scopes": json_array(each.removeprefix("-") for each in signed),""",
        """        "scopes": json_array(each.removeprefix("-") for each in signed[:1]),""",
        (FIGURES,),
    ),
    Sabotage(
        "a report says that something was held which is still to come",
        "5.18.3",
        "server/reports/beside.py",
        "    until = min(last, date.fromisoformat(today()))",
        "    until = max(last, date.fromisoformat(today()))",
        ("tests/server/reports/test_beside.py",),
    ),
)
