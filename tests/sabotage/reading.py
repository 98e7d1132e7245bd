"""Sabotages of what keeps reading cheap, and of who reads what of moved teams and of other units."""

from tests.sabotage.sabotage import Sabotage

PAGE_BYTES = "tests/server/sync/test_page_bytes.py"
SEND_QUEUE = "tests/server/http/test_send_queue.py"
LEADS = "tests/server/operations/test_trail_of_leads.py"
MOVED_TEAM = "tests/server/targets/test_moved_team.py"
HASHING = "tests/server/accounts/test_hashing_last.py"
CORRECTING = "tests/server/statistics/test_correcting.py"
ACTIVITIES = "tests/server/activities/test_activities.py"
TRAIL = "tests/server/operations/test_trail.py"
TARGETS = "tests/server/targets/test_targets.py"
INDICATORS = "tests/server/targets/test_indicators.py"
ENROLMENTS = "tests/server/enrolment/test_enrolments.py"
HISTORY = "tests/server/statistics/test_history_pages.py"
TOTALS = "tests/server/statistics/test_totals.py"
SILENT = "tests/server/statistics/test_silent.py"
BOOK = "tests/server/reports/test_help_sessions_xlsx.py"
DELAYED = "src/screens/lead/review/use-delayed.test.ts"

READING = (
    Sabotage(
        "a unit is given targets without an end",
        "4.10.9",
        "server/targets/use_cases/manage_targets.py",
        "        if store.count_targets(db.session, scope) >= MOST_TARGETS:",
        "        if False:",
        (TARGETS,),
    ),
    Sabotage(
        "a month's figures are entered without an end",
        "4.10.9",
        "server/targets/use_cases/indicators.py",
        "    if store.count_values(db.session, scope, *map(str, month)) >= MOST_FIGURES:",
        "    if False:",
        (INDICATORS,),
    ),
    Sabotage(
        "a session's history goes out whole",
        "9.4",
        "server/records/store/changes.py",
        "    latest = chosen.order_by(Change.seq.desc(), Change.id.desc()).limit(limit)",
        "    latest = chosen.order_by(Change.seq.desc(), Change.id.desc())",
        (HISTORY,),
    ),
    Sabotage(
        "a page of a round is as long as its rows",
        "6.3",
        "server/sync/use_cases/pull.py",
        "        if room < 0:",
        "        if False:",
        (PAGE_BYTES,),
    ),
    Sabotage(
        "a page may be without a row for ever",
        "6.3",
        "server/sync/use_cases/pull.py",
        "            return max(number, 1)",
        "            return number",
        (PAGE_BYTES,),
    ),
    Sabotage(
        "a thread waits for who reads a byte at a time",
        "9.1",
        "server/http/buffered_socket.py",
        "            if self._is_slow(monotonic() - self._since):",
        "            if False:",
        (SEND_QUEUE,),
    ),
    Sabotage(
        "memory waits for who reads a byte at a time",
        "9.1",
        "server/http/send_queue.py",
        "            if waiting.until <= now or waiting.is_slow(conn.sock.left, now)",
        "            if waiting.until <= now",
        (SEND_QUEUE,),
    ),
    Sabotage(
        "what a lead does is done by whoever is signed in there",
        "4.10.8",
        "server/scope/reach.py",
        '    return Actor("device", phone.id)',
        "    return actor",
        (LEADS,),
    ),
    Sabotage(
        "a phone that once knocked shows its acts elsewhere",
        "4.10.8",
        "server/audit/store.py",
        "    return or_(about.in_(teams), and_(about.is_(None), acted))",
        "    return or_(about.is_not(None), and_(about.is_(None), acted))",
        (LEADS,),
    ),
    Sabotage(
        "an account takes its acts along to another unit",
        "4.10.8",
        "server/audit/store.py",
        "        if actors.units is None",
        "        if True",
        (TRAIL,),
    ),
    Sabotage(
        "an act does not say at which unit its account was",
        "4.10.8",
        "server/audit/writing.py",
        '    return Actor("account", account.id, account.unit_id)',
        '    return Actor("account", account.id)',
        (TRAIL,),
    ),
    Sabotage(
        "what was set up from above is called off below once its setter is there",
        "4.10.8",
        "server/activities/use_cases/activities.py",
        "            set_from=principal.unit_id,",
        "            set_from=given['unit'],",
        (ACTIVITIES,),
    ),
    Sabotage(
        "a person is named in the text of an activity, a target or a figure",
        "4.10.9",
        "server/organisation/names.py",
        "    if cleaned is None or find_citizen_data(cleaned):",
        "    if cleaned is None:",
        (ACTIVITIES, TARGETS, INDICATORS),
    ),
    Sabotage(
        "what was written of an activity stays in the audit trail",
        "4.10.9",
        "server/activities/use_cases/activities.py",
        "    return {name: value for name, value in said.items() if name not in TEXTS}",
        "    return said",
        (ACTIVITIES,),
    ),
    Sabotage(
        "a target's note stays in the audit trail",
        "4.10.9",
        "server/targets/use_cases/manage_targets.py",
        "    return shown and {name: value for name, value in shown.items() if name not in TEXTS}",
        "    return shown",
        (TARGETS,),
    ),
    Sabotage(
        "who asks to be let in elsewhere keeps the own lead from stopping the phone",
        "4.7.8",
        "server/enrolment/use_cases/approve.py",
        '        active = who.state == "approved" or (who.state == "pending" and cared_for)',
        '        active = who.state in ("approved", "pending")',
        (ENROLMENTS,),
    ),
    Sabotage(
        "what a phone brought before it came is told",
        "4.10.8",
        "server/audit/store.py",
        " AND created_at <= audit_entry.at",
        "",
        (LEADS,),
    ),
    Sabotage(
        "a moved team's figure counts in both communes",
        "4.10.9",
        "server/targets/access.py",
        '        if row.scope_kind == "unit" or is_within(row.last, days.get(row.scope_id, ()))',
        "        if True",
        (MOVED_TEAM,),
    ),
    Sabotage(
        "the old commune reads a moved team's new targets",
        "4.10.9",
        "server/targets/plans.py",
        "        if self._days is None:",
        "        if True:",
        (MOVED_TEAM,),
    ),
    Sabotage(
        "a correction of more than is looked through fails",
        "5.8.1",
        "server/sync/use_cases/correcting.py",
        "    if not is_whole:",
        "    if False:",
        (CORRECTING,),
    ),
    Sabotage(
        "a wrong password costs two hashes",
        "4.10.4",
        "server/accounts/use_cases/change_password.py",
        "    kept = check_own_password(session, old)",
        "    hash_password(new)\n    kept = check_own_password(session, old)",
        (HASHING,),
    ),
    Sabotage(
        "who may not make an account costs a hash",
        "4.10.6",
        "server/accounts/use_cases/manage_accounts.py",
        "    _check_role_and_unit(principal, role, unit)\n    check_confirmed_lately(principal)\n    db.session.rollback()",
        "    hash_password(login)\n    _check_role_and_unit(principal, role, unit)\n    check_confirmed_lately(principal)\n    db.session.rollback()",
        (HASHING,),
    ),
    Sabotage(
        "a commune calls off what the cluster set up",
        "4.10.7",
        "server/activities/use_cases/activities.py",
        "    if not _stands_above(principal, row):",
        "    if False:",
        (ACTIVITIES,),
    ),
    Sabotage(
        "a stranger's words stand in a session's history",
        "9.4",
        "server/records/store/changes.py",
        '    had_right = or_(Change.code.is_(None), Change.code != "wrong_channel")',
        "    had_right = Change.id.is_not(None)",
        (HISTORY,),
    ),
    Sabotage(
        "a unit out of reach tells which of its teams are silent",
        "9.4",
        "server/statistics/use_cases/silent.py",
        "        check_unit_in_scope(principal, unit)",
        "        pass",
        (SILENT,),
    ),
    Sabotage(
        "of many silent teams those are named that were heard of last",
        "9.4",
        "server/statistics/use_cases/silent.py",
        "    silent = all_silent[:limit]",
        "    silent = all_silent[::-1][:limit]",
        (SILENT,),
    ),
    Sabotage(
        "turns that came to nothing are told as completed",
        "9.4",
        "server/statistics/use_cases/totalling.py",
        "    return figures_query(where), figures_query(replace(where, outcome=COMPLETED))",
        "    return figures_query(where), figures_query(where)",
        (TOTALS,),
    ),
    Sabotage(
        "a volunteer reads what waits on the phones of others",
        "9.4",
        "server/statistics/use_cases/listing.py",
        '    care = teams_in_care(principal) if wanted.state == "any" else frozenset()',
        '    care = frozenset(days) if wanted.state == "any" else frozenset()',
        (BOOK,),
    ),
    Sabotage(
        "the audit trail keeps what somebody typed",
        "9.4",
        "server/sync/use_cases/correcting.py",
        '    named = [name for name in fields if name not in ("note", FIELD)]',
        "    named = [name for name in fields if name != FIELD]",
        (CORRECTING,),
    ),
    Sabotage(
        "what was accepted by a slip is sent though it was taken back",
        "5.7.1",
        "pwa/src/screens/lead/review/use-delayed.ts",
        "    stopped.current()",
        "    void stopped",
        (DELAYED,),
    ),
)
