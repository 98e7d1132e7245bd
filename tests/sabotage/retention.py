"""Sabotages of what is kept how long."""

from tests.sabotage.sabotage import Sabotage

SESSIONS = "tests/server/retention/test_rolling_up.py"
OTHERS = "tests/server/retention/test_other_terms.py"

RETENTION = (
    Sabotage(
        "a term ends in the middle of a month",
        "5.19.1",
        "server/retention/terms.py",
        '    day = f"{whole:04}-{rest + 1:02}-01"',
        '    day = f"{whole:04}-{rest + 1:02}-{day_of(now)[8:]}"',
        (OTHERS,),
    ),
    Sabotage(
        "a session that came a moment ago is rolled up",
        "5.19.1",
        "server/retention/use_cases/applying.py",
        "    settled = last_number_before(db.session, until.quiet)",
        "    settled = 2**62",
        (SESSIONS,),
    ),
    Sabotage(
        "who was there is still known of sessions that were rolled up",
        "5.19.1",
        "server/totals/past.py",
        "    execute(session, _FORGET, **told)\n",
        "",
        (SESSIONS,),
    ),
    Sabotage(
        "the changes of a session that was rolled up still say all of it",
        "5.19.1",
        "server/retention/rollup.py",
        "    empty_changes(writer.session, [row.id for row in (*rows, *proposals)])\n",
        "",
        (SESSIONS,),
    ),
    Sabotage(
        "a recount knows nothing of what was rolled up",
        "5.19.2",
        "server/totals/proof/recount.py",
        "            cells.add(self.comparison.past(team, span))",
        "            pass",
        (SESSIONS,),
    ),
    Sabotage(
        "a session is rolled up although nobody knows whether its totals are right",
        "5.19.2",
        "server/retention/use_cases/applying.py",
        "    if days and recount().differences:",
        "    if not days and recount().differences:",
        (SESSIONS,),
    ),
    Sabotage(
        "an edit of a session that was rolled up waits for its create for ever",
        "5.19.3",
        "sync/verdict.py",
        "    if situation.rolled_up:  # 5.19.3",
        '    if situation.rolled_up and change.op == "create":  # 5.19.3',
        (SESSIONS,),
    ),
    Sabotage(
        "a session that was rolled up is made once more, and counted twice",
        "5.19.3",
        "server/sync/rolled_up_sessions.py",
        '        return change.op == "edit" or str(change.set.get("day")) <= self._kept_since',
        '        return change.op == "edit"',
        (SESSIONS,),
    ),
    Sabotage(
        "somebody accepts a session that was rolled up, and it counts twice",
        "5.19.3",
        "server/sync/use_cases/settling.py",
        '    if situation.rolled_up:\n        raise ChangeRefused("rolled_up")\n',
        "",
        (SESSIONS,),
    ),
    Sabotage(
        "who comes back is another person once the visit before is rolled up",
        "5.19.4",
        "server/totals/continuing.py",
        "    return found | _rolled_up(session, [*rows, *found.values()], {*found, *known})",
        "    return found",
        (SESSIONS,),
    ),
    Sabotage(
        "a name goes although a session of theirs stands",
        "5.19.5",
        "server/retention/store.py",
        "  WHERE time.member_id = member.id AND presence.member_id = member.id\n",
        "  WHERE time.member_id = member.id AND presence.member_id = time.id\n",
        (OTHERS,),
    ),
    Sabotage(
        "the trail forgets what a restored backup must not undo",
        "5.19.5",
        "server/retention/store.py",
        "DELETE FROM audit_entry WHERE id BETWEEN :first AND :last AND NOT action IN_JSON(:asked)",
        "DELETE FROM audit_entry WHERE id BETWEEN :first AND :last AND (1 = 1 OR action IN_JSON(:asked))",
        (OTHERS,),
    ),
)
