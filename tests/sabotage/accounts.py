"""Sabotages of signing in."""

from tests.sabotage.sabotage import Sabotage

STAGES = "tests/server/matrix/test_stages.py"
FACTORS = "tests/server/accounts/test_second_factors.py"
PASSKEYS = "tests/server/accounts/test_passkeys.py"
KEEPERS = "tests/server/accounts/test_keeping_accounts.py"
ACCESS_CHANGES = "tests/server/accounts/test_access_changes.py"
GUESSING = "tests/server/accounts/test_guessing.py"
RESETS = "tests/server/accounts/test_resets.py"
STRENGTH = "tests/server/accounts/test_password_strength.py"
REPLAYING = "tests/server/operations/test_replaying.py"

ACCOUNTS = (
    Sabotage(
        "half a sign-in reaches everything",
        "4.10.1",
        "server/auth/current.py",
        "    if account is not None and account.stage is not Stage.READY:",
        "    if account is not None and not account.stage:",
        (FACTORS,),
    ),
    Sabotage(
        "each stage reaches what finishes another",
        "4.10.1",
        "server/auth/request_guard.py",
        "        if unfinished.role in allowed and unfinished.stage in stages:",
        "        if unfinished.role in allowed and len(stages) > 1:",
        (STAGES,),
    ),
    Sabotage(
        "a password that a coordinator made stays",
        "4.10.1",
        "server/accounts/use_cases/manage_accounts.py",
        "        password_made=True,",
        "        password_made=False,",
        (FACTORS,),
    ),
    Sabotage(
        "a passkey signs in whoever holds the phone",
        "4.10.2",
        "server/accounts/ceremonies.py",
        "            credential_current_sign_count=kept.sign_count,\n"
        "            require_user_verification=True,",
        "            credential_current_sign_count=kept.sign_count,\n"
        "            require_user_verification=False,",
        (PASSKEYS,),
    ),
    Sabotage(
        "an answer of an authenticator is good twice",
        "4.10.2",
        "server/auth/store/factors.py",
        "    db.session.add(SpentChallenge(id=challenge_id, expires_at=expires_at))",
        "    pass",
        (PASSKEYS,),
    ),
    Sabotage(
        "a challenge holds for ever",
        "4.10.2",
        "server/accounts/webauthn_challenges.py",
        "    if not timedelta() <= age < HOLDS:",
        "    if not timedelta() <= age:",
        (PASSKEYS,),
    ),
    Sabotage(
        "a code of the authenticator app is good twice",
        "4.10.2",
        "server/accounts/use_cases/totp.py",
        "step <= row.step",
        "step < row.step",
        (FACTORS,),
    ),
    Sabotage(
        "a recovery code is good twice",
        "4.10.2",
        "server/accounts/use_cases/recovery.py",
        "    if found is None or not factors.drop_recovery_code(found.id):",
        "    if found is None:",
        (FACTORS,),
    ),
    Sabotage(
        "a browser left open changes second factors",
        "4.10.3",
        "server/accounts/use_cases/confirm_password.py",
        "or created_at) > FRESH:",
        "or created_at) > 99 * FRESH:",
        (FACTORS, KEEPERS),
    ),
    Sabotage(
        "a stolen session gives itself another account",
        "4.10.3",
        "server/accounts/use_cases/manage_accounts.py",
        "    account = account_in_charge(principal, account_id)\n    check_confirmed_lately(principal)\n",
        "    account = account_in_charge(principal, account_id)\n",
        (KEEPERS,),
    ),
    Sabotage(
        "a part of a divided unit keeps the accounts of the others",
        "4.10.6",
        "server/scope/reach.py",
        "    return known.taken_over(unit_id) - {unit_id}",
        "    return units.units_below(unit_id) - {unit_id}",
        (KEEPERS,),
    ),
    Sabotage(
        "a session goes along to another unit",
        "4.10.6",
        "server/accounts/account_units.py",
        "    accounts.end_sessions_of(account.id)",
        "    pass",
        (KEEPERS,),
    ),
    Sabotage(
        "a session that was open needs no second factor",
        "4.10.1",
        "server/auth/current.py",
        "    if requires_second_factor(account.role, found.unit_kind):",
        "    if False:",
        (FACTORS,),
    ),
    Sabotage(
        "many addresses make many guesses",
        "4.10.4",
        "server/auth/throttle.py",
        '        (hash_guessable(f"login:{name}"), _LOGIN),\n',
        "",
        (GUESSING,),
    ),
    Sabotage(
        "a known browser of one account guesses at another",
        "4.10.4",
        "server/accounts/use_cases/password_sign_in.py",
        "        if known is not None and not browsers.is_known(session, known, login):",
        "        if known is not None and not known:",
        (GUESSING,),
    ),
    Sabotage(
        "guessers fill the audit trail",
        "4.10.4",
        "server/accounts/failed_sign_ins.py",
        "row.told_at + TOLD_EVERY > now())",
        "row.told_at > now())",
        (GUESSING,),
    ),
    Sabotage(
        "nobody is told what others did to an account",
        "4.10.5",
        "server/audit/store.py",
        "or_(AuditEntry.actor_id.is_(None), AuditEntry.actor_id != account)",
        "AuditEntry.actor_id == account",
        (ACCESS_CHANGES,),
    ),
    Sabotage(
        "what somebody will do to an account is noted beforehand",
        "4.10.5",
        "server/accounts/access_changes.py",
        "*(min(until, row.id) for row in told)",
        "until",
        (ACCESS_CHANGES,),
    ),
    Sabotage(
        "a reset link is good twice",
        "4.10.5",
        "server/accounts/use_cases/reset_password.py",
        "    if own is None or not resets.spend(account.id, _hash(token), now()):",
        "    if own is None:",
        (RESETS,),
    ),
    Sabotage(
        "a new password leaves old sessions",
        "4.10.5",
        "server/accounts/use_cases/change_password.py",
        "    accounts.end_sessions_of(account.id, but=keep)",
        "    pass",
        (RESETS,),
    ),
    Sabotage(
        "common passwords are taken",
        "4.10.5",
        "server/accounts/password_strength.py",
        "LEAST_GUESSES = 10**9",
        "LEAST_GUESSES = 10**2",
        (STRENGTH,),
    ),
    Sabotage(
        "a used recovery code comes back with a backup",
        "5.9.1",
        "server/audit/journal.py",
        '    "recovery_used": _named("code"),\n',
        "",
        (REPLAYING,),
    ),
    Sabotage(
        "a used reset link comes back with a backup",
        "5.9.2",
        "server/accounts/use_cases/restoring_factors.py",
        "    resets.drop_all()",
        "    pass",
        (REPLAYING,),
    ),
    Sabotage(
        "what the password alone began goes on beside the first factor",
        "4.10.3",
        "server/accounts/use_cases/recovery.py",
        "    accounts.end_sessions_of(session.id, but=session.session)\n",
        "",
        ("tests/server/accounts/test_second_factors.py",),
    ),
    Sabotage(
        "a browser left open signs the owner out elsewhere",
        "4.10.3",
        "server/accounts/use_cases/own_sessions.py",
        "    check_fresh(session)\n    count =",
        "    count =",
        ("tests/server/accounts/test_own_sessions.py",),
    ),
)
