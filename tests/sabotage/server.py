"""Sabotages of the server."""

from tests.sabotage.sabotage import Sabotage

PROMISES = "tests/protocol/test_promises.py"
BODIES = "tests/protocol/test_bad_bodies.py"
ROUND = "tests/server/sync/test_round.py"
VERDICTS = "tests/server/sync/test_verdicts.py"
HELD = "tests/server/sync/test_held.py"
WAITING = "tests/server/sync/test_waiting.py"
CHAINS = "tests/server/sync/test_chains.py"
PROPOSALS = "tests/server/sync/test_proposals.py"
ITEMS = "tests/server/sync/test_settling_items.py"
DAY = "tests/server/sync/test_day_that_fits.py"
CLOSING = "tests/server/sync/test_closing.py"
APPROVED_DAY = "tests/server/sync/test_day_on_approval.py"
ORDER = "tests/server/sync/test_commit_order.py"
FAILURES = "tests/server/sync/test_failures.py"
NUMBERS = "tests/server/sync/test_numbers.py"
FOLLOWING = "tests/server/sync/test_following.py"
AHEAD = "tests/server/sync/test_idle_fast_path.py"
NEWEST = "tests/server/sync/test_newest.py"
KEPT = "tests/server/sync/test_kept_for_a_person.py"
ARRIVALS = "tests/server/sync/test_arrivals.py"
MEMBERS = "tests/server/sync/test_members.py"
RULES_CHANGE = "tests/server/sync/test_rules_change.py"
TOTALS = "tests/server/statistics/test_totals.py"
RECOUNT = "tests/server/totals/test_recount.py"
JOIN = "tests/server/enrolment/test_join.py"
BACK = "tests/server/enrolment/test_coming_back.py"
HEALTH = "tests/server/operations/test_health.py"
SIMULATION = "tests/simulation/test_simulation.py"

SERVER = (
    Sabotage(
        "SQLite is set to forget what it has confirmed",
        "5.6",
        "server/database/sqlite.py",
        '"synchronous=FULL",',
        '"synchronous=NORMAL",',
        (HEALTH,),
    ),
    Sabotage(
        "a transaction that reads first begins without the lock",
        "5.1.5",
        "server/database/engine.py",
        '"BEGIN IMMEDIATE"',
        '"BEGIN"',
        (ORDER, PROMISES),
    ),
    Sabotage(
        "two writers get the same numbers",
        "5.1.5",
        "server/records/store/records.py",
        "UPDATE sync_clock SET hi = hi + :n WHERE",
        "UPDATE sync_clock SET hi = hi WHERE",
        (ROUND, ORDER, VERDICTS),
    ),
    Sabotage(
        "known changes are taken once more",
        "5.2.1",
        "server/sync/context.py",
        "        known = None if settled else self._known_of(received.id)",
        "        known = None",
        (VERDICTS, PROMISES),
    ),
    Sabotage(
        "what waited for its create goes on waiting",
        "5.2.5",
        "server/sync/apply.py",
        "        if not apply_late(writer, context, item):",
        "        if False:",
        (HELD,),
    ),
    Sabotage(
        "one bad change takes its neighbours along",
        "5.2.8",
        "server/sync/apply.py",
        '        trace = secrets.token_hex(8)\n        log.error("change_failed"',
        '        raise\n        trace = secrets.token_hex(8)\n        log.error("change_failed"',
        (FAILURES,),
    ),
    Sabotage(
        "a repeat hears a verdict that went back",
        "5.2.8",
        "server/sync/context.py",
        "            self._learned, self._memberships, self._plain, self._names = mark\n",
        "",
        (FAILURES,),
    ),
    Sabotage(
        "proposals are not written",
        "5.4.3",
        "server/sync/apply.py",
        "    for proposal in decision.proposals:",
        "    for proposal in ():",
        (PROPOSALS, VERDICTS),
    ),
    Sabotage(
        "totals do not move when a session is void",
        "5.5",
        "server/totals/observer.py",
        "            if old is not None:",
        '            if old is not None and new.state != "void":',
        (TOTALS, RECOUNT, SIMULATION),
    ),
    Sabotage(
        "totals keep what a session was before",
        "5.5",
        "server/totals/observer.py",
        "                sums.add(old.kind, old.state, old.f, -1)",
        "                pass",
        (TOTALS, RECOUNT),
    ),
    Sabotage(
        "the digest forgets the row that was there",
        "5.6",
        "server/records/writer.py",
        "self._digesting.move(new.channel, old.h if old is not None and stays else None, new.h)",
        "self._digesting.move(new.channel, None, new.h)",
        (ROUND, PROPOSALS),
    ),
    Sabotage(
        "a record leaves a channel without an exit row",
        "4.2.3",
        "server/records/writer.py",
        "exits = {(old.channel, old.id): new.ver, (new.channel, new.id): None}",
        "exits: dict[tuple[str, str], int | None] = {(new.channel, new.id): None}",
        (WAITING, SIMULATION),
    ),
    Sabotage(
        "the phone is not told how a person decided",
        "5.7.3",
        "server/sync/settlements.py",
        '    writer.put("settlement", row_id, device_channel(device), told, device=device)',
        "    pass",
        (ITEMS, PROPOSALS),
    ),
    Sabotage(
        "approval leaves the records where they waited",
        "5.7.4",
        "server/sync/approval.py",
        "        moved = writer.change(row, channel=record.channel, state=state)",
        "        moved = row",
        (WAITING,),
    ),
    Sabotage(
        "what leaves a channel with many others leaves no exit row",
        "4.2.3",
        "server/records/writer.py",
        "                self._exits_to_put |= exits",
        "                pass",
        (WAITING,),
    ),
    Sabotage(
        "no day is offered when a phone is approved",
        "5.7.4",
        "server/sync/approval.py",
        "days.append((moved, None if fits is None else fits.isoformat()))",
        "days.append((moved, None))",
        (APPROVED_DAY,),
    ),
    Sabotage(
        "approval asks again about what somebody is asked about already",
        "5.7.4",
        "server/sync/approval.py",
        "    new = [(row, day) for row, day in days if row.id not in asked]",
        "    new = list(days)",
        (APPROVED_DAY,),
    ),
    Sabotage(
        "a restored server takes phones for its own",
        "6.1",
        "server/sync/round_request.py",
        "        return forgotten or any(number > stand.highest for number in self.cursor.values())",
        "        return False",
        (ROUND, PROMISES),
    ),
    Sabotage(
        "a channel's newest number stays behind its rows",
        "6.3",
        "server/records/store/records.py",
        "    rows = [(name, each.n, each.sum, ver, each.sum) for name, each in digests.items()]",
        "    rows = [(name, each.n, each.sum, 0, each.sum) for name, each in digests.items()]",
        (NEWEST, FOLLOWING),
    ),
    Sabotage(
        "what a program of before wrote beside this one is never told",
        "6.3",
        "server/sync/store/news.py",
        " or ver_of != total",
        "",
        (NEWEST,),
    ),
    Sabotage(
        "a phone that is behind gets no rows",
        "6.3",
        "server/sync/use_cases/exchange.py",
        "    if news.is_behind:",
        "    if False:",
        (ROUND, FOLLOWING),
    ),
    Sabotage(
        "a phone that is behind in a channel hears that nothing is new",
        "6.3",
        "server/sync/use_cases/exchange.py",
        "        and not (news.is_behind or who.led_team_ids)",
        "        and not who.led_team_ids",
        (AHEAD,),
    ),
    Sabotage(
        "a restored server does not look at what phones have seen where nothing is new",
        "6.1",
        "server/sync/use_cases/exchange.py",
        "        and not (news.is_to_note or request.is_of_another_history(news.stand))",
        "        and not news.is_to_note",
        (AHEAD,),
    ),
    Sabotage(
        "a page ends in the middle of a version",
        "6.3",
        "server/sync/use_cases/pull.py",
        "        page = [row for row in found if row.ver <= reached]",
        "        page = found[: limit - 1]",
        (FOLLOWING, ROUND),
    ),
    Sabotage(
        "numbers that never came are not noticed",
        "4.1.2",
        "server/sync/numbers.py",
        "    lacking = [*old, (known + 1, highest)] if highest > known else old",
        "    lacking = list(old)",
        (NUMBERS,),
    ),
    Sabotage(
        "another phone's correction closes what waits",
        "4.1.4",
        "server/sync/store/kept_items.py",
        '_OURS = "review_item.device_id = :device"',
        '_OURS = "review_item.device_id IS NOT NULL"',
        (CHAINS,),
    ),
    Sabotage(
        "the correction of another person on the same phone closes what waits",
        "4.1.4",
        "server/sync/review_queue.py",
        " if each.author == change.author]",
        "]",
        (CHAINS,),
    ),
    Sabotage(
        "what a phone holds unsent counts what it sends now",
        "4.1.5",
        "server/sync/round_request.py",
        '        left = max(0, self._envelope["pending"] - done)',
        '        left = self._envelope["pending"]',
        (ROUND,),
    ),
    Sabotage(
        "a verdict brings a row of another team",
        "4.1.6",
        "server/sync/use_cases/exchange.py",
        '    return {**result, "row": row.json if row.channel in mine else None}',
        '    return {**result, "row": row.json}',
        (ROUND, WAITING, VERDICTS),
    ),
    Sabotage(
        "a batch of any size is taken",
        "4.1.7",
        "server/sync/use_cases/exchange.py",
        "    if len(request.changes) > CHANGES_PER_REQUEST:",
        "    if False:",
        (BODIES, ROUND, PROMISES),
    ),
    Sabotage(
        "leads hear of phones of any age",
        "4.1.9",
        "server/sync/use_cases/exchange.py",
        "NEWS = timedelta(days=14)",
        "NEWS = timedelta(days=140)",
        (ARRIVALS,),
    ),
    Sabotage(
        "an app that is too old gets rows it does not understand",
        "4.5.5",
        "server/sync/round_request.py",
        '        self.needs_upgrade = int(envelope["protocol"]) < PROTOCOL',
        "        self.needs_upgrade = False",
        (ROUND, PROMISES),
    ),
    Sabotage(
        "the server claims to have what it lost",
        "4.6",
        "server/sync/use_cases/exchange.py",
        "    return [change for change in changes if change not in there]",
        "    return [change for change in changes if change in there]",
        (ROUND, SIMULATION),
    ),
    Sabotage(
        "somebody joins who has not agreed",
        "4.7.1",
        "server/enrolment/use_cases/join.py",
        "    if not request.consent:",
        "    if False:",
        (JOIN, "tests/server/enrolment/test_join_limits.py"),
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
        "server/sync/use_cases/exchange.py",
        "    news = _fetch_news(request, mine, contact)",
        "    records.take_clock(db.session, 1)\n    news = _fetch_news(request, mine, contact)",
        (ROUND, ORDER),
    ),
    Sabotage(
        "nobody is asked about a held edit that went in on a day in doubt",
        "5.3.3",
        "server/sync/apply.py",
        "    if needs_attention(before, row):",
        "    if False:",
        (DAY,),
    ),
    Sabotage(
        "what closes without a person's word is not told to its phone",
        "5.7.3",
        "server/sync/settlements.py",
        '    if outcome == "refused" or not _left_proposals(writer, item):',
        '    if by is not None or outcome == "refused":',
        (CLOSING,),
    ),
    Sabotage(
        "a change is told of as settled while a late value of it is open",
        "5.7.3",
        "server/sync/settlements.py",
        '    return item.verdict != "id_reuse" and change is not None and change.verdict == "conflict"',
        "    return False",
        (CLOSING, HELD),
    ),
    Sabotage(
        "what is offered is the day for another day than the session has",
        "5.3.3",
        "server/sync/review_queue.py",
        '    elif "day" in (decision.apply or {}):',
        "    elif False:",
        (DAY,),
    ),
)
