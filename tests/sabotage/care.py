"""Sabotages of who keeps and reads what: accounts that change hands, units that are over, the audit
trail, figures."""

from tests.sabotage.sabotage import Sabotage

DISSOLVED = "tests/server/directory/test_dissolved.py"
LOST_KEEPERS = "tests/server/accounts/test_lost_keepers.py"
OWN_SESSIONS = "tests/server/accounts/test_own_sessions.py"
RIGHTS = "tests/server/operations/test_replaying_rights.py"
TRAIL = "tests/server/operations/test_trail.py"
INDICATORS = "tests/server/targets/test_indicators.py"
TARGETS = "tests/server/targets/test_targets.py"
CLOSED_MONTHS = "tests/server/reports/test_closing.py"

IN_CARE = "tests/server/directory/test_people_in_care.py"

CARE = (
    Sabotage(
        "a lead renames and unlocks the lead of another team",
        "4.10.8",
        "server/scope/people.py",
        "            check_lead_in(coordinated, held)",
        "            pass",
        (IN_CARE,),
    ),
    Sabotage(
        "what is done to a name is read in one team of the person",
        "4.10.8",
        "server/scope/people.py",
        "for each in kept]",
        "for each in kept[:1]]",
        (IN_CARE,),
    ),
    Sabotage(
        "accounts of a dissolved unit are kept beside it",
        "4.10.6",
        "server/scope/reach.py",
        "    return known.taken_over(unit_id) - {unit_id}",
        "    return known.counted_now(unit_id) - {unit_id}",
        (DISSOLVED,),
    ),
    Sabotage(
        "a commune reads what a dissolved district did",
        "4.10.7",
        "server/organisation/tree.py",
        " and above.rank >= rank:",
        ":",
        (DISSOLVED,),
    ),
    Sabotage(
        "a unit ends under accounts that are in use",
        "4.10.6",
        "server/directory/use_cases/manage_units.py",
        '        raise ProblemError(PROBLEMS["unit_has_accounts"])',
        "        pass",
        (DISSOLVED,),
    ),
    Sabotage(
        "who keeps an account no more knows a way into it",
        "4.10.6",
        "server/accounts/account_units.py",
        "        close_ways_in(actor, account)",
        "        pass",
        (LOST_KEEPERS,),
    ),
    Sabotage(
        "a former keeper's authenticator app stays",
        "4.10.6",
        "server/accounts/account_units.py",
        "    count = factors.remove_all(account.id)",
        "    count = factors.counts([account.id])[account.id]",
        (LOST_KEEPERS,),
    ),
    Sabotage(
        "a former keeper's browser stays known",
        "4.10.6",
        "server/accounts/account_units.py",
        "    browsers.forget_all(account.id)",
        "    pass",
        (LOST_KEEPERS,),
    ),
    Sabotage(
        "a password that a former keeper made stays",
        "4.10.6",
        "server/accounts/account_units.py",
        "    account.password_hash = NO_PASSWORD",
        "    pass",
        (LOST_KEEPERS,),
    ),
    Sabotage(
        "whoever went along with the own unit keeps no account",
        "4.10.6",
        "server/accounts/account_units.py",
        "not in kept_from(known.today(unit), known)",
        "not in kept_from(unit, known)",
        (LOST_KEEPERS,),
    ),
    Sabotage(
        "a restored backup opens what a former keeper knew",
        "5.9.2",
        "server/accounts/use_cases/restoring_accounts.py",
        "    set_account_unit(SYSTEM, account, unit_id)",
        "    account.unit_id = unit_id",
        (RIGHTS,),
    ),
    Sabotage(
        "administrators read what was done about people",
        "4.10.6",
        "server/operations/use_cases/audit_entries.py",
        "        if about not in OF_ADMINISTRATORS:",
        "        if about is None:",
        (TRAIL,),
    ),
    Sabotage(
        "administrators read what coordinators did",
        "4.10.6",
        "server/operations/use_cases/audit_entries.py",
        "if of_all or each.role == Kind.ADMINISTRATOR}",
        "if of_all or each.role}",
        (TRAIL,),
    ),
    Sabotage(
        "what is done to a unit from above is told to nobody there",
        "4.10.6",
        "server/operations/use_cases/audit_entries.py",
        "return Actors(frozenset(ours), seen, cared_for)",
        "return Actors(frozenset(ours))",
        (TRAIL,),
    ),
    Sabotage(
        "ending no session stands in the trail",
        "4.10.6",
        "server/accounts/use_cases/own_sessions.py",
        "    if count > 0:",
        "    if count >= 0:",
        (OWN_SESSIONS,),
    ),
    Sabotage(
        "a figure from above is withdrawn from below",
        "4.10.7",
        "server/targets/use_cases/indicators.py",
        "    if not stands_above(principal, row.entered_from):",
        "    if False:",
        (INDICATORS,),
    ),
    Sabotage(
        "sharing out writes over a number that nobody saw",
        "4.10.7",
        "server/targets/use_cases/manage_targets.py",
        "    if unseen:",
        "    if False:",
        (TARGETS,),
    ),
    Sabotage(
        "turns that failed count for a target of completed ones",
        "4.10.7",
        "server/targets/use_cases/progress.py",
        'by_service else "", COMPLETED if completed else None',
        'by_service else "", None',
        (TARGETS,),
    ),
    Sabotage(
        "a month that still lacks something is closed by one tap",
        "4.10.7",
        "server/reports/use_cases/closing.py",
        '["asks"] and not despite:',
        '["asks"] and False:',
        (CLOSED_MONTHS,),
    ),
    Sabotage(
        "a month is closed in which the unit had not begun",
        "4.10.7",
        "server/reports/use_cases/missing.py",
        "    if last.isoformat() < min(known[each].valid_from for each in line):",
        "    if False:",
        (CLOSED_MONTHS,),
    ),
    Sabotage(
        "a unit opens its own closed month again",
        "4.10.7",
        "server/reports/use_cases/reopening.py",
        "    check_unit_in_charge(principal, unit_id)",
        "    check_unit_in_charge(principal, unit_id, own=True)",
        (CLOSED_MONTHS,),
    ),
    Sabotage(
        "a month is opened again under a later one that told what came late",
        "4.10.7",
        "server/reports/use_cases/reopening.py",
        "        if any(each.month > month for each in store.snapshots_of(db.session, line)):",
        "        if False:",
        (CLOSED_MONTHS,),
    ),
    Sabotage(
        "a part withdraws a figure of a divided unit",
        "4.10.7",
        "server/targets/use_cases/indicators.py",
        "    check_solely_in_charge(principal, scope)",
        "    check_reads(principal, scope)",
        (INDICATORS,),
    ),
    Sabotage(
        "an indicator's code that is given meanwhile is a failure of the server",
        "4.10.7",
        "server/targets/use_cases/indicators.py",
        "    except IntegrityError as error:",
        "    except ZeroDivisionError as error:",
        (INDICATORS,),
    ),
)
