"""Sabotages of joining, of erasing, and of what outlives a restored backup."""

from tests.sabotage.sabotage import Sabotage

SMALL = "tests/sync/test_small_rules.py"
OWN_PHONE = "tests/server/identity/test_own_phone.py"
REJOIN = "tests/server/identity/test_rejoin.py"
ERASING = "tests/server/syncing/test_erasing.py"
RESTORED = "tests/server/syncing/test_restored.py"
JOURNAL = "tests/server/operations/test_journal.py"
REPLAYING = "tests/server/operations/test_replaying.py"
RIGHTS = "tests/server/operations/test_replaying_rights.py"
TAKING_BACK = "tests/server/identity/test_taking_back.py"
HEALTH = "tests/server/operations/test_health.py"
SESSIONS = "tests/server/tallies/test_help_sessions.py"
RECOUNT = "tests/server/tallies/test_recount.py"

RESTORING = (
    Sabotage(
        "every phone that waits shows the same two words",
        "4.7.3",
        "sync/phrase.py",
        "    first, second = divmod(n % PHRASES, len(_SECOND))",
        "    first, second = divmod(0, len(_SECOND))",
        (SMALL,),
    ),
    Sabotage(
        "a phone that lost its store is not recognised",
        "4.7.4",
        "server/identity/use_cases/recognising.py",
        "    if device is None:",
        "    if device is not None:",
        (OWN_PHONE,),
    ),
    Sabotage(
        "a team that the server lost is told to have refused",
        "4.7.5",
        "server/identity/use_cases/rejoining.py",
        '            "state": states.get((each.member, each.team), "unknown"),',
        '            "state": states.get((each.member, each.team), "refused"),',
        (REJOIN,),
    ),
    Sabotage(
        "the bodies of an erased record's changes stay",
        "5.7.5",
        "server/syncing/erasing.py",
        "    changes.empty_changes(writer.session, record_id)",
        "    pass",
        (ERASING,),
    ),
    Sabotage(
        "an erased name stands in what was sent",
        "5.7.6",
        "server/organisation/erasing.py",
        "        change.set_, change.applied = _nameless(change.set_), _nameless(change.applied)",
        "        pass",
        (ERASING,),
    ),
    Sabotage(
        "the journal does not tell of a stopped phone",
        "5.9.1",
        "server/operations/journal.py",
        '    "device_revoked": _named("key"),\n',
        "",
        (JOURNAL, REPLAYING),
    ),
    Sabotage(
        "an act is told after it happened",
        "5.9.1",
        "server/operations/journal.py",
        '@event.listens_for(Session, "before_commit")',
        '@event.listens_for(Session, "after_commit")',
        (JOURNAL,),
    ),
    Sabotage(
        "an act that came to nothing stays told",
        "5.9.1",
        "server/operations/journal.py",
        '        append(path, [{"undone": line["id"]} for line in lines])',
        "        pass",
        (JOURNAL,),
    ),
    Sabotage(
        "the first of several acts counts",
        "5.9.2",
        "server/operations/use_cases/replaying.py",
        "    last = {topic: each for each in told for topic in _topics(each)}",
        "    last = {topic: each for each in reversed(told) for topic in _topics(each)}",
        (REPLAYING,),
    ),
    Sabotage(
        "who was signed in before the restore still is",
        "5.9.2",
        "server/operations/use_cases/replaying.py",
        "        accounts.end_all_sessions()\n",
        "",
        (REPLAYING,),
    ),
    Sabotage(
        "the journal does not tell of a replaced authenticator app",
        "5.9.1",
        "server/operations/journal.py",
        '        return {"factor": "totp"}',
        "        return None",
        (REPLAYING,),
    ),
    Sabotage(
        "the journal does not tell of renewed recovery codes",
        "5.9.1",
        "server/identity/use_cases/keeping_factors.py",
        '{"factor": "recovery", "ended": ended}',
        '{"factor": "recovery", "ended": []}',
        (REPLAYING,),
    ),
    Sabotage(
        "a replaced cookie of a phone is good again",
        "5.9.2",
        "server/identity/use_cases/restoring_devices.py",
        "    if (device.secret_renewed_at or device.created_at) > at:",
        "    if device is not None:",
        (RIGHTS,),
    ),
    Sabotage(
        "a phone that waited to come back goes on waiting",
        "5.9.2",
        "server/identity/use_cases/restoring_factors.py",
        "    renewals.drop_all()\n",
        "",
        (RIGHTS,),
    ),
    Sabotage(
        "an account is back at the unit that it was taken away from",
        "5.9.2",
        "server/operations/journal.py",
        'else ("disabled", "unit")',
        'else ("disabled",)',
        (RIGHTS,),
    ),
    Sabotage(
        "whoever took a phone's id takes it again",
        "7.11",
        "server/identity/taking_back.py",
        "    return not entries_about(db.session, TAKEN_BACK, device.id)",
        "    return True",
        (TAKING_BACK,),
    ),
    Sabotage(
        "a receipt that tells no key takes a phone back",
        "7.11",
        "server/identity/taking_back.py",
        "    if device is None or all(each.key is None for each in receipts):",
        "    if device is None:",
        (TAKING_BACK,),
    ),
    Sabotage(
        "who was let in under another key stays on a phone that was taken back",
        "7.11",
        "server/identity/taking_back.py",
        '        row.state, row.decided_at, row.decided_by = "ended", now(), None',
        "        row.decided_at = now()",
        (TAKING_BACK,),
    ),
    Sabotage(
        "a server without a journal says it had one",
        "5.9.3",
        "server/operations/health.py",
        "    return settings.journal is not None",
        "    return True",
        (HEALTH,),
    ),
    Sabotage(
        "a copied receipt lets another phone in",
        "7.11",
        "server/identity/use_cases/rejoining.py",
        "    mine = [each for each in read if each.fits(request.asking.device, request.asking.key)]",
        "    mine = read",
        (REJOIN,),
    ),
    Sabotage(
        "whom a restored server forgot is let in unseen",
        "7.11",
        "server/identity/use_cases/rejoining.py",
        '    state = "refused" if is_stopped else "pending"',
        '    state = "refused" if is_stopped else "approved"',
        (REJOIN, RESTORED),
    ),
    Sabotage(
        "a recount never differs",
        "9.3",
        "server/tallies/proof/comparing.py",
        "            if there.get(key) != ours.get(key)",
        "            if key is None",
        (RECOUNT,),
    ),
    Sabotage(
        "a page that looked through enough claims to be the last",
        "9.4",
        "server/tallies/use_cases/listing.py",
        "    return found, looked[-1] if len(looked) == most else None",
        "    return found, None",
        (SESSIONS,),
    ),
    Sabotage(
        "a phone that reads the channel no more keeps what was erased",
        "7.5",
        "server/syncing/erasing.py",
        '        settle_change(writer, change, named.get(device, record_id), device, "erased", [])',
        "        pass",
        (ERASING,),
    ),
)
