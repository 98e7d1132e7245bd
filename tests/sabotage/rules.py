"""Sabotages of the rules that both sides share."""

from tests.sabotage.sabotage import Sabotage

GOLDEN = "tests/sync/test_golden.py"
VERDICT = "tests/sync/test_verdict.py"
PERMISSION = "tests/sync/test_permission.py"
SETTLING = "tests/sync/test_settling.py"
RECEPTION = "tests/sync/test_reception.py"
CORRECTION = "tests/sync/test_correction.py"
CORRECTING = "tests/sync/test_correcting.py"
MEMBER = "tests/sync/test_member.py"
WAITING = "tests/sync/test_waiting.py"
SMALL = "tests/sync/test_small_rules.py"
PROPERTIES = "tests/sync/test_properties.py"
SCREENING = "tests/sync/test_screening.py"

RULES = (
    Sabotage(
        "a change of another kind of content passes for a repeat",
        "5.2.1",
        "sync/repeat.py",
        "    if known.payload_hash == received.payload_hash:",
        "    if known.payload_hash:",
        (VERDICT, GOLDEN),
    ),
    Sabotage(
        "what a revoked phone sends is applied",
        "5.2.2",
        "sync/verdict.py",
        '    if situation.device_state == "revoked":  # 5.2.2',
        "    if False:",
        (VERDICT, GOLDEN),
    ),
    Sabotage(
        "a refused change is told to be applied",
        "5.2.3",
        "sync/verdict.py",
        "    return Decision(Verdict.REVIEW, refusal.code, fields)",
        "    return Decision(Verdict.APPLIED, refusal.code, fields)",
        (VERDICT, GOLDEN),
    ),
    Sabotage(
        "an erased record comes back",
        "5.2.4",
        "sync/verdict.py",
        "    if situation.record is not None and situation.record.erased:  # 5.2.4",
        "    if False:",
        (VERDICT, GOLDEN),
    ),
    Sabotage(
        "an edit before its create is dropped",
        "5.2.5",
        "sync/verdict.py",
        '        return Decision(Verdict.HELD, "needs_create")',
        "        return Decision(Verdict.APPLIED)",
        (VERDICT, GOLDEN),
    ),
    Sabotage(
        "a second create under one id overwrites in silence",
        "5.2.6",
        "sync/verdict.py",
        "        if there.kind != change.kind or not same(there.fields, fields):",
        "        if there.kind != change.kind:",
        (VERDICT, GOLDEN),
    ),
    Sabotage(
        "an edit is not checked as a whole",
        "5.2.7",
        "sync/verdict.py",
        "    KINDS[change.kind].check_whole(merged.fields)",
        "    pass",
        (VERDICT, GOLDEN),
    ),
    Sabotage(
        "somebody who never joined on the phone may write",
        "5.3.1",
        "sync/verdict.py",
        "    if not situation.is_enrolled(change.author):  # 5.3.1",
        "    if False:",
        (PERMISSION, VERDICT, GOLDEN),
    ),
    Sabotage(
        "a phone that waits writes into the team's channel",
        "5.3.2",
        "sync/judgement.py",
        "        return Placing(team, device(situation.device), waiting)",
        "        return Placing(team, team_channel(team), waiting)",
        (WAITING, VERDICT, GOLDEN),
    ),
    Sabotage(
        "rights by today instead of by the session's day",
        "5.3.3",
        "sync/judgement.py",
        "    return may_create(member, team, day, situation.memberships, situation.today)",
        "    return may_create(\n"
        "        member, team, situation.today, situation.memberships, situation.today\n"
        "    )",
        (PERMISSION, VERDICT, GOLDEN),
    ),
    Sabotage(
        "the first membership does not reach back",
        "5.3.3",
        "sync/permission.py",
        "        start -= timedelta(days=FIRST_MEMBERSHIP_DAYS)",
        "        pass",
        (PERMISSION, GOLDEN),
    ),
    Sabotage(
        "volunteers edit each other's sessions",
        "5.3.4",
        "sync/permission.py",
        "    return author == record_author and any(",
        "    return any(",
        (PERMISSION, GOLDEN),
    ),
    Sabotage(
        "an edit moves a session to a day on which nobody was there",
        "5.3.5",
        "sync/judgement.py",
        '    if restored or not merged.applied.keys().isdisjoint(("day", "companions")):',
        "    if restored:",
        (VERDICT, PERMISSION, GOLDEN),
    ),
    Sabotage(
        "anybody edits what waits on another phone",
        "5.3.6",
        "sync/judgement.py",
        "    if there.waits_on != situation.device:",
        "    if False:",
        (WAITING, VERDICT, GOLDEN),
    ),
    Sabotage(
        "a void session counts again by any edit",
        "5.3.7",
        "sync/judgement.py",
        '    if merged.fields.get("status") == "void":\n        return "void"\n    if there',
        '    if False:\n        return "void"\n    if there',
        (VERDICT, GOLDEN),
    ),
    Sabotage(
        "a session without a service is whole",
        "5.3.8",
        "sync/kinds/help_session.py",
        "    if not 1 <= len(chosen) <= SERVICES_MAX:",
        "    if not len(chosen) <= SERVICES_MAX:",
        (VERDICT, GOLDEN, SMALL),
    ),
    Sabotage(
        "anybody adds members to a team",
        "5.3.9",
        "sync/judgement.py",
        "    if not is_lead(change.author, team, situation.today, situation.memberships):",
        "    if False:",
        (MEMBER, GOLDEN),
    ),
    Sabotage(
        "an edit goes in whatever it saw",
        "5.4.1",
        "sync/merge.py",
        "        if same(now, prev.get(name)):  # 5.4.1: set",
        "        if True:",
        (GOLDEN, PROPERTIES),
    ),
    Sabotage(
        "the same value once more is a conflict",
        "5.4.2",
        "sync/merge.py",
        "        if same(now, value):  # 5.4.2: nothing to do",
        "        if False:",
        (GOLDEN, PROPERTIES),
    ),
    Sabotage(
        "late values vanish",
        "5.4.3",
        "sync/merge.py",
        "            conflicts.append(name)",
        "            pass",
        (GOLDEN, PROPERTIES),
    ),
    Sabotage(
        "a lead's correction says nothing of who and why",
        "5.4.4",
        "sync/correction.py",
        "    return Merge({**merged.applied, **fields}, merged.conflicts,"
        " with_fields(merged.fields, fields))",
        "    return merged",
        (CORRECTION, GOLDEN),
    ),
    Sabotage(
        "sessions that nobody approved are counted",
        "5.5",
        "sync/contribution.py",
        '    if row["kind"] != help_session.NAME or row["state"] != "counted":',
        '    if row["kind"] != help_session.NAME or row["state"] == "void":',
        (GOLDEN,),
    ),
    Sabotage(
        "whoever accepts vouches for people nobody knows",
        "5.7.1",
        "sync/settling.py",
        "    if change.author not in known and not situation.is_enrolled(change.author):",
        "    if False:",
        (SETTLING,),
    ),
    Sabotage(
        "an accepted value makes a service for more people than were there",
        "5.7.2",
        "sync/settling.py",
        "    KINDS[there.kind].check_settled(there.fields, whole)",
        "    pass",
        (SETTLING,),
    ),
    Sabotage(
        "a coordinator corrects without saying why",
        "5.8.1",
        "sync/correcting.py",
        "    if not why:",
        "    if False:",
        (CORRECTING,),
    ),
    Sabotage(
        "a correction at the desk overwrites what came meanwhile",
        "5.8.2",
        "sync/correcting.py",
        "    if merged.conflicts or not merged.applied:",
        "    if not merged.applied:",
        (CORRECTING,),
    ),
    Sabotage(
        "a correction takes people along whom nobody knows",
        "5.8.3",
        "sync/correcting.py",
        '    if not members.issuperset(merged.applied.get("companions") or []):',
        "    if False:",
        (CORRECTING,),
    ),
    Sabotage(
        "the author is not told who corrected",
        "5.8.4",
        "sync/correcting.py",
        "    applied = {**merged.applied, FIELD: correction_by_name(wish.name, why)}",
        "    applied = dict(merged.applied)",
        (CORRECTING,),
    ),
    Sabotage(
        "text is stored as it came",
        "5.1.2",
        "sync/screened.py",
        "    clean = blank(plain, position.allowed)\n",
        "    clean = plain\n",
        (RECEPTION, SCREENING),
    ),
    Sabotage(
        "a change of a newer app is taken for one of today's",
        "5.1.4",
        "sync/change.py",
        "    if schema > SCHEMA:",
        "    if False:",
        (RECEPTION, VERDICT, GOLDEN),
    ),
)
