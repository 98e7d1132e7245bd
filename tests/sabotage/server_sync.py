"""Sabotages of what the server takes in, keeps, settles and gives out in a round."""

from tests.sabotage.sabotage import Sabotage

GOLDEN = "tests/sync/test_golden.py"
VERDICT = "tests/sync/test_verdict.py"
PERMISSION = "tests/sync/test_membership.py"
RECEPTION = "tests/sync/test_receive.py"
ROUND = "tests/server/sync/test_round.py"
FOLLOWING = "tests/server/sync/test_following.py"
HELD = "tests/server/sync/test_held.py"
KEPT = "tests/server/sync/test_kept_for_a_person.py"
DAY = "tests/server/sync/test_day_that_fits.py"
ERASING = "tests/server/sync/test_erasing.py"
WAITING = "tests/server/sync/test_waiting.py"
REJOIN = "tests/server/enrolment/test_rejoin.py"
REPLAYING = "tests/server/operations/test_replaying.py"
PHONES = "tests/server/statistics/test_phones.py"

SERVER_SYNC = (
    Sabotage(
        "since when a phone differs is forgotten",
        "4.1.5",
        "server/sync/store/devices.py",
        '"COALESCE(differs_since, :at)"',
        '":at"',
        (PHONES,),
    ),
    Sabotage(
        "a phone that differs in every other round fills the log",
        "7.6",
        "server/sync/use_cases/exchange.py",
        "    if is_first:",
        "    if True:",
        (PHONES,),
    ),
    Sabotage(
        "what is not allowed is answered and not kept",
        "4.4",
        "server/sync/review_queue.py",
        '    """Keeps a change for a person, whole. Under a known id only the new content is kept."""\n',
        "    if decision.verdict is Verdict.REVIEW:\n"
        "        return result(received, decision, None)\n",
        (KEPT,),
    ),
    Sabotage(
        "a held edit is answered and not kept",
        "5.2.5",
        "server/sync/review_queue.py",
        '    """Keeps a change for a person, whole. Under a known id only the new content is kept."""\n',
        "    if decision.verdict is Verdict.HELD:\n"
        "        return result(received, decision, None)\n",
        (HELD,),
    ),
    Sabotage(
        "nobody counts how many edits of a record are held",
        "5.2.5",
        "server/sync/context.py",
        "        return replace(found, held_edits=self.held.count(change.record))",
        "        return found",
        (HELD,),
    ),
    Sabotage(
        "what one request holds does not count",
        "5.2.5",
        "server/sync/held_edits.py",
        "self.count(record_id) + 1",
        "self.count(record_id)",
        (HELD,),
    ),
    Sabotage(
        "an app that is too old gets no rows, and its cursors move all the same",
        "4.5.5",
        "server/sync/use_cases/pull.py",
        '        return answer | {"rows": [], "cursor": after, "more": False, "digest": {}}\n',
        "        moved = dict.fromkeys(channels, stand.highest)\n"
        '        return answer | {"rows": [], "cursor": moved, "more": False, "digest": {}}\n',
        (ROUND,),
    ),
    Sabotage(
        "what is not understood is kept before it is screened",
        "5.1.2",
        "sync/receive.py",
        "        body=body,\n        screened=",
        "        body=raw,\n        screened=",
        (RECEPTION, KEPT),
    ),
    Sabotage(
        "a stopped phone's change of an erased record is kept for a person",
        "5.2.4",
        "sync/verdict.py",
        "    if situation.record is not None and situation.record.erased:  # 5.2.4\n",
        "    stopped = situation.device_state == 'revoked'\n"
        "    if situation.record is not None and situation.record.erased and not stopped:\n",
        (VERDICT, GOLDEN),
    ),
    Sabotage(
        "who stands in any team records in every team",
        "5.3.3",
        "sync/membership.py",
        "    return any(_covers(each, day, first, own) for each in own if each.team == team)\n",
        "    return any(_covers(each, day, first, own) for each in own)\n",
        (PERMISSION, GOLDEN),
    ),
    Sabotage(
        "a lead changes the records of every team",
        "5.3.4",
        "sync/membership.py",
        '        each.member == member and each.team == team and each.role == "lead" and'
        " _open(each, today)\n",
        '        each.member == member and each.role == "lead" and _open(each, today)\n',
        (PERMISSION, GOLDEN),
    ),
    Sabotage(
        "of two values the one with the later phone clock stands",
        "5.4",
        "sync/verdict.py",
        "    merged = with_correction(change, merge(there.fields, change.set, change.prev))  # 5.4\n",
        "    latest, seen = _edit.__dict__, dict(change.prev)\n"
        "    if change.at >= latest.get(change.record, ''):\n"
        "        latest[change.record] = change.at\n"
        "        seen = {name: there.fields.get(name) for name in change.set}\n"
        "    merged = with_correction(change, merge(there.fields, change.set, seen))\n",
        (VERDICT, GOLDEN),
    ),
    Sabotage(
        "the answer goes out before the commit",
        "5.6",
        "server/sync/use_cases/push.py",
        "            writer.finish()\n            session.commit()\n",
        "            writer.finish()\n",
        (ROUND,),
    ),
    Sabotage(
        "a session whose day was mended does not count",
        "5.7.1",
        "server/sync/fix_day.py",
        "    row = writer.change(there, f=dict(record.fields), state=record.state)\n",
        "    row = writer.change(there, f=dict(record.fields))\n",
        (DAY,),
    ),
    Sabotage(
        "whose day was mended goes on being asked about",
        "5.7.1",
        "server/records/store/reviews.py",
        "        .values(settled_at=at, settled_by=by, outcome=outcome, reason=reason)\n",
        "        .values(\n"
        '            settled_at=None if outcome == "accepted" else at, settled_by=by, outcome=outcome\n'
        "        )\n",
        (DAY,),
    ),
    Sabotage(
        "a session does not count, and nobody is asked about it",
        "5.7.1",
        "server/sync/review_queue.py",
        "    if needs_attention(before, row):\n",
        "    if False:\n",
        (DAY,),
    ),
    Sabotage(
        "the audit trail goes on telling what was erased",
        "5.7.5",
        "server/sync/erasing.py",
        "    _empty_trail(writer, record_id)",
        "    pass",
        (ERASING,),
    ),
    Sabotage(
        "an erased record is deleted, row and all",
        "5.7.5",
        "server/sync/erasing.py",
        "    writer.flush()\n    changes.empty_changes(writer.session, record_id)\n",
        "    writer.flush()\n    changes.empty_changes(writer.session, record_id)\n"
        "    there = records._TABLE\n"
        "    writer.session.execute(there.delete().where(there.c.id == record_id))\n",
        (ERASING,),
    ),
    Sabotage(
        "a restored server starts as it was backed up",
        "5.9.2",
        "server/operations/use_cases/replaying.py",
        "        due = not_replayed(db.session, lost)",
        "        due = []",
        (REPLAYING,),
    ),
    Sabotage(
        "history is judged by cursors alone",
        "6.1",
        "server/sync/round_request.py",
        "        return forgotten or any(number > stand.highest for number in self.cursor.values())",
        "        return any(number > stand.highest for number in self.cursor.values())",
        (FOLLOWING,),
    ),
    Sabotage(
        "history is judged by what was heard of alone",
        "6.1",
        "server/sync/round_request.py",
        "        return forgotten or any(number > stand.highest for number in self.cursor.values())",
        "        return forgotten",
        (FOLLOWING,),
    ),
    Sabotage(
        "a phone of another history is turned away after its changes were written",
        "6.1",
        "server/sync/use_cases/exchange.py",
        "    request.check_history(stand)\n    received = incoming.receive(*kept)\n",
        "    received = incoming.receive(*kept)\n"
        "    if request.is_of_another_history(stand):\n"
        "        push(Batch(request.device, request.offset, codes, received), lambda *_: None)\n"
        "    request.check_history(stand)\n",
        (FOLLOWING,),
    ),
    Sabotage(
        "a stopped phone still gets its channels",
        "6.2",
        "server/sync/use_cases/subscriptions.py",
        "    if principal.device is None or principal.device.revoked:\n        return []\n",
        "    if principal.device is None:\n        return []\n",
        (WAITING,),
    ),
    Sabotage(
        "the cursor stays where nothing matched",
        "6.3",
        "server/sync/use_cases/pull.py",
        '        "cursor": dict.fromkeys(channels, stand.highest),\n',
        '        "cursor": {n: max([ver, *(row.ver for row in found)]) for n, ver in after.items()},\n',
        (FOLLOWING,),
    ),
    Sabotage(
        "the digest of a channel keeps a record that has left",
        "6.4",
        "server/records/writer.py",
        "            self._digesting.move(old.channel, old.h, None)\n",
        "",
        (WAITING,),
    ),
    Sabotage(
        "a phone that a restored server forgot stays unknown, whatever receipt it has",
        "7.11",
        "server/enrolment/use_cases/rejoin.py",
        "    if not receipts:\n",
        "    if not receipts or devices.device_by_id(request.claimed.device) is None:\n",
        (REJOIN,),
    ),
    Sabotage(
        "a held edit is at odds with what its own phone made before it",
        "5.2.5",
        "server/sync/apply.py",
        "    if decision.verdict is Verdict.CONFLICT and _lacks_own(writer, change, item.device_id):",
        "    if False:",
        (HELD,),
    ),
    Sabotage(
        "a held edit waits for ever for what its phone never made",
        "5.2.5",
        "server/sync/use_cases/push.py",
        "                release_held(writer, context, device)",
        "                pass",
        (HELD,),
    ),
    Sabotage(
        "a held edit waits also where somebody else changed the session",
        "5.2.5",
        "server/records/store/changes.py",
        "    if not there or any(device != device_id for device, _ in there):",
        "    if not there:",
        (HELD,),
    ),
    Sabotage(
        "one push has as many held edits written as its creates have",
        "5.2.5",
        "server/sync/apply.py",
        "    context.held.late += len(in_time)",
        "    context.held.late += 0",
        ("tests/server/sync/test_held.py",),
    ),
    Sabotage(
        "a phone adds as many people by pushes as it likes",
        "4.7.2",
        "server/sync/apply.py",
        "    return has_room",
        "    return has_room or not has_room",
        ("tests/server/sync/test_members.py",),
    ),
    Sabotage(
        "a push of which nothing goes in costs nothing",
        "4.5.7",
        "server/sync/use_cases/push.py",
        "        charge_seconds(thread_time() - began)",
        "        charge_seconds(began - began)",
        ("tests/server/sync/test_push_limiter.py",),
    ),
)
