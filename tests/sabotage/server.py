"""Sabotages of the server."""

from tests.sabotage.sabotage import Sabotage

PROMISES = "tests/protocol/test_promises.py"
BODIES = "tests/protocol/test_bad_bodies.py"
ROUND = "tests/server/syncing/test_round.py"
VERDICTS = "tests/server/syncing/test_verdicts.py"
HELD = "tests/server/syncing/test_held.py"
WAITING = "tests/server/syncing/test_waiting.py"
PROPOSALS = "tests/server/syncing/test_proposals.py"
ITEMS = "tests/server/syncing/test_settling_items.py"
DAY = "tests/server/syncing/test_day_that_fits.py"
CLOSING = "tests/server/syncing/test_closing.py"
APPROVED_DAY = "tests/server/syncing/test_day_on_approval.py"
ORDER = "tests/server/syncing/test_commit_order.py"
FAILURES = "tests/server/syncing/test_failures.py"
NUMBERS = "tests/server/syncing/test_numbers.py"
FOLLOWING = "tests/server/syncing/test_following.py"
AHEAD = "tests/server/syncing/test_ahead.py"
NEWEST = "tests/server/syncing/test_newest.py"
KEPT = "tests/server/syncing/test_kept_for_a_person.py"
ARRIVALS = "tests/server/syncing/test_arrivals.py"
MEMBERS = "tests/server/syncing/test_members.py"
RULES_CHANGE = "tests/server/syncing/test_rules_change.py"
TOTALS = "tests/server/tallies/test_totals.py"
RECOUNT = "tests/server/tallies/test_recount.py"
JOIN = "tests/server/identity/test_join.py"
BACK = "tests/server/identity/test_coming_back.py"
HEALTH = "tests/server/operations/test_health.py"
SIMULATION = "tests/simulation/test_simulation.py"

SERVER = (
    Sabotage(
        "SQLite is set to forget what it has confirmed",
        "5.6",
        "server/extensions.py",
        '"synchronous=FULL",',
        '"synchronous=NORMAL",',
        (HEALTH,),
    ),
    Sabotage(
        "a transaction that reads first begins without the lock",
        "5.1.5",
        "server/extensions.py",
        '"BEGIN IMMEDIATE"',
        '"BEGIN"',
        (ORDER, PROMISES),
    ),
    Sabotage(
        "two writers get the same numbers",
        "5.1.5",
        "server/syncing/store/records.py",
        "UPDATE sync_clock SET hi = hi + :n WHERE",
        "UPDATE sync_clock SET hi = hi WHERE",
        (ROUND, ORDER, VERDICTS),
    ),
    Sabotage(
        "known changes are taken once more",
        "5.2.1",
        "server/syncing/facts.py",
        "        known = None if settled else self._known_of(received.id)",
        "        known = None",
        (VERDICTS, PROMISES),
    ),
    Sabotage(
        "what waited for its create goes on waiting",
        "5.2.5",
        "server/syncing/taking.py",
        "        apply_late(writer, facts, item)",
        "        pass",
        (HELD,),
    ),
    Sabotage(
        "one bad change takes its neighbours along",
        "5.2.8",
        "server/syncing/taking.py",
        '        trace = secrets.token_hex(8)\n        log.error("change_failed"',
        '        raise\n        trace = secrets.token_hex(8)\n        log.error("change_failed"',
        (FAILURES,),
    ),
    Sabotage(
        "a repeat hears a verdict that went back",
        "5.2.8",
        "server/syncing/facts.py",
        "            self._learned, self._held, self._memberships, self._plain = mark\n",
        "",
        (FAILURES,),
    ),
    Sabotage(
        "proposals are not written",
        "5.4.3",
        "server/syncing/taking.py",
        "    for proposal in decision.proposals:",
        "    for proposal in ():",
        (PROPOSALS, VERDICTS),
    ),
    Sabotage(
        "totals do not move when a session is void",
        "5.5",
        "server/tallies/counting.py",
        "            if old is not None:",
        '            if old is not None and new.state != "void":',
        (TOTALS, RECOUNT, SIMULATION),
    ),
    Sabotage(
        "totals keep what a session was before",
        "5.5",
        "server/tallies/counting.py",
        "                sums.add(old.kind, old.state, old.f, -1)",
        "                pass",
        (TOTALS, RECOUNT),
    ),
    Sabotage(
        "the digest forgets the row that was there",
        "5.6",
        "server/syncing/writing.py",
        "self._digesting.move(new.channel, old.h if old is not None and stays else None, new.h)",
        "self._digesting.move(new.channel, None, new.h)",
        (ROUND, PROPOSALS),
    ),
    Sabotage(
        "a record leaves a channel without an exit row",
        "4.2.3",
        "server/syncing/writing.py",
        "exits = {(old.channel, old.id): new.ver, (new.channel, new.id): None}",
        "exits: dict[tuple[str, str], int | None] = {(new.channel, new.id): None}",
        (WAITING, SIMULATION),
    ),
    Sabotage(
        "the phone is not told how a person decided",
        "5.7.3",
        "server/syncing/settlements.py",
        '    writer.put("settlement", row_id, device_channel(device), told, device=device)',
        "    pass",
        (ITEMS, PROPOSALS),
    ),
    Sabotage(
        "approval leaves the records where they waited",
        "5.7.4",
        "server/syncing/approval.py",
        "        moved = writer.change(row, channel=record.channel, state=state)",
        "        moved = row",
        (WAITING,),
    ),
    Sabotage(
        "what leaves a channel with many others leaves no exit row",
        "4.2.3",
        "server/syncing/writing.py",
        "                self._exits_to_put |= exits",
        "                pass",
        (WAITING,),
    ),
    Sabotage(
        "no day is offered when a phone is approved",
        "5.7.4",
        "server/syncing/approval.py",
        "days.append((moved, None if fits is None else fits.isoformat()))",
        "days.append((moved, None))",
        (APPROVED_DAY,),
    ),
    Sabotage(
        "approval asks again about what somebody is asked about already",
        "5.7.4",
        "server/syncing/approval.py",
        "    new = [(row, day) for row, day in days if row.id not in asked]",
        "    new = list(days)",
        (APPROVED_DAY,),
    ),
    Sabotage(
        "a restored server takes phones for its own",
        "6.1",
        "server/syncing/use_cases/exchanging.py",
        '    return forgotten or any(number > stand.highest for number in envelope["cursor"].values())',
        "    return False",
        (ROUND, PROMISES),
    ),
    Sabotage(
        "a channel's newest number stays behind its rows",
        "6.3",
        "server/syncing/store/records.py",
        "    rows = [(name, each.n, each.sum, ver, each.sum) for name, each in digests.items()]",
        "    rows = [(name, each.n, each.sum, 0, each.sum) for name, each in digests.items()]",
        (NEWEST, FOLLOWING),
    ),
    Sabotage(
        "what a program of before wrote beside this one is never told",
        "6.3",
        "server/syncing/store/news.py",
        " or ver_of != total",
        "",
        (NEWEST,),
    ),
    Sabotage(
        "a phone that is behind gets no rows",
        "6.3",
        "server/syncing/use_cases/exchanging.py",
        "    if news.is_behind:",
        "    if False:",
        (ROUND, FOLLOWING),
    ),
    Sabotage(
        "a phone that is behind in a channel hears that nothing is new",
        "6.3",
        "server/syncing/use_cases/exchanging.py",
        "        and not (news.is_behind or who.led_team_ids)",
        "        and not who.led_team_ids",
        (AHEAD,),
    ),
    Sabotage(
        "a restored server does not look at what phones have seen where nothing is new",
        "6.1",
        "server/syncing/use_cases/exchanging.py",
        "        and not (news.is_to_note or _is_of_another_history(news.stand, envelope))",
        "        and not news.is_to_note",
        (AHEAD,),
    ),
    Sabotage(
        "a page ends in the middle of a version",
        "6.3",
        "server/syncing/use_cases/pulling.py",
        "        page = [row for row in found if row.ver <= reached]",
        "        page = found[: limit - 1]",
        (FOLLOWING, ROUND),
    ),
    Sabotage(
        "numbers that never came are not noticed",
        "4.1.2",
        "server/syncing/numbers.py",
        "    lacking = [*old, (known + 1, highest)] if highest > known else old",
        "    lacking = list(old)",
        (NUMBERS,),
    ),
    Sabotage(
        "another's correction closes what waits",
        "4.1.4",
        "server/syncing/keeping.py",
        "        ours = [each for each in items if (each.device_id, each.author)"
        " == (device, change.author)]",
        "        ours = list(items)",
        (PROPOSALS, KEPT),
    ),
    Sabotage(
        "what a phone holds unsent counts what it sends now",
        "4.1.5",
        "server/syncing/use_cases/exchanging.py",
        '    left = max(0, envelope["pending"] - done)',
        '    left = envelope["pending"]',
        (ROUND,),
    ),
    Sabotage(
        "a verdict brings a row of another team",
        "4.1.6",
        "server/syncing/use_cases/exchanging.py",
        '    return {**result, "row": row.json if row.channel in mine else None}',
        '    return {**result, "row": row.json}',
        (ROUND, WAITING, VERDICTS),
    ),
    Sabotage(
        "a batch of any size is taken",
        "4.1.7",
        "server/syncing/use_cases/exchanging.py",
        '    if len(envelope["changes"]) > CHANGES_PER_REQUEST:',
        "    if False:",
        (BODIES, ROUND, PROMISES),
    ),
    Sabotage(
        "leads hear of phones of any age",
        "4.1.9",
        "server/syncing/use_cases/exchanging.py",
        "NEWS = timedelta(days=14)",
        "NEWS = timedelta(days=140)",
        (ARRIVALS,),
    ),
    Sabotage(
        "an app that is too old gets rows it does not understand",
        "4.5.5",
        "server/syncing/use_cases/exchanging.py",
        '    return int(envelope["protocol"]) < PROTOCOL',
        "    return False",
        (ROUND, PROMISES),
    ),
    Sabotage(
        "the server claims to have what it lost",
        "4.6",
        "server/syncing/use_cases/exchanging.py",
        "    return [change for change in changes if change not in there]",
        "    return [change for change in changes if change in there]",
        (ROUND, SIMULATION),
    ),
    Sabotage(
        "somebody joins who has not agreed",
        "4.7.1",
        "server/identity/use_cases/joining.py",
        "    if not request.consent:",
        "    if False:",
        (JOIN, "tests/server/identity/test_join_limits.py"),
    ),
    Sabotage(
        "a stopped phone comes back by an old code",
        "7.10",
        "sync/possession.py",
        '    if claim.device == "stopped" and not invited.newer:',
        '    if claim.device == "stopped" and invited is None:',
        (BACK,),
    ),
    Sabotage(
        "a phone that only says it is there takes a number",
        "5.1.6",
        "server/syncing/use_cases/exchanging.py",
        '    done = sum(each["verdict"] != "retry" for each in results)',
        "    records.take_clock(db.session, 1)\n"
        '    done = sum(each["verdict"] != "retry" for each in results)',
        (ROUND, ORDER),
    ),
    Sabotage(
        "nobody is asked about a held edit that went in on a day in doubt",
        "5.3.3",
        "server/syncing/taking.py",
        "    if needs_attention(before, row):",
        "    if False:",
        (DAY,),
    ),
    Sabotage(
        "what closes without a person's word is not told to its phone",
        "5.7.3",
        "server/syncing/settlements.py",
        '    if outcome == "refused" or not _left_proposals(writer, item):',
        '    if by is not None or outcome == "refused":',
        (CLOSING,),
    ),
    Sabotage(
        "a change is told of as settled while a late value of it is open",
        "5.7.3",
        "server/syncing/settlements.py",
        '    return item.verdict != "id_reuse" and change is not None and change.verdict == "conflict"',
        "    return False",
        (CLOSING, HELD),
    ),
    Sabotage(
        "what is offered is the day for another day than the session has",
        "5.3.3",
        "server/syncing/keeping.py",
        '    elif "day" in (decision.apply or {}):',
        "    elif False:",
        (DAY,),
    ),
)
