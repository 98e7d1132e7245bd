"""Sabotages of what keeps files, bodies and questions from costing more than they may."""

from tests.sabotage.sabotage import Sabotage

BOUNDS = "tests/server/spreadsheets/test_bounds.py"
APART = "tests/server/spreadsheets/test_apart.py"
IMPORT = "tests/server/directory/test_members_import.py"

FILES = (
    Sabotage(
        "a sheet may have elements without an end",
        "10",
        "server/spreadsheets/markup.py",
        "if budget.elements < 0:",
        "if depth < 0:",
        (BOUNDS,),
    ),
    Sabotage(
        "a file may have styles without an end",
        "10",
        "server/spreadsheets/book.py",
        "if self._count == MAX_STYLES:",
        "if self._count < 0:",
        (BOUNDS,),
    ),
    Sabotage(
        "attributes may have names without an end",
        "10",
        "server/spreadsheets/markup.py",
        "            if len(attribute_names) > MAX_NAMES:",
        "            if len(attribute_names) < 0:",
        (BOUNDS,),
    ),
    Sabotage(
        "elements may stand in elements without an end",
        "10",
        "server/spreadsheets/markup.py",
        "depth > MAX_DEPTH or ",
        "",
        (BOUNDS,),
    ),
    Sabotage(
        "the reader of spreadsheets is held to nothing",
        "10",
        "server/confined/limits.py",
        "        resource.setrlimit(kind, limit)",
        "        resource.getrlimit(kind)",
        (APART,),
    ),
    Sabotage(
        "the reader of spreadsheets knows the server's secrets",
        "10",
        "server/confined/running.py",
        "        env=ENVIRONMENT,\n",
        "",
        (APART,),
    ),
    Sabotage(
        "spreadsheets are read at once",
        "10",
        "server/confined/turn.py",
        "fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)",
        "fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)",
        (APART,),
    ),
    Sabotage(
        "one account keeps all others from bringing spreadsheets",
        "4.5.10",
        "server/auth/read_limiter.py",
        "        read_limiter().spend(place, allowance, (monotonic() - since) * POINTS_PER_SECOND)",
        "        pass",
        (IMPORT,),
    ),
    Sabotage(
        "an account brings as many spreadsheets at once as it likes",
        "4.5.10",
        "server/directory/routes/spreadsheets.py",
        'with one_change("sheet_busy"), counting_seconds():\n        return members',
        "with counting_seconds():\n        return members",
        (IMPORT,),
    ),
    Sabotage(
        "all that is wrong with a body is told",
        "10",
        "server/http/first_errors.py",
        "if count <= MOST_ERRORS:",
        "if count:",
        ("tests/server/http/test_first_errors.py",),
    ),
    Sabotage(
        "printed reports are looked up as fast as somebody can ask",
        "10",
        "server/reports/routes.py",
        "    _OF_SNAPSHOTS.check(current_client())\n",
        "",
        ("tests/server/auth/test_rate_limit.py",),
    ),
    Sabotage(
        "the description is made for each who asks",
        "10",
        "server/http/cached_response.py",
        "if coding not in self._packed:",
        "if coding is not None:",
        ("tests/server/http/test_cached_response.py",),
    ),
    Sabotage(
        "what was given out by a former key is worth nothing at once",
        "10",
        "server/crypto/secrets.py",
        '    return [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]',
        '    return [current_app.config["SECRET_KEY"]]',
        ("tests/server/accounts/test_rotated_key.py",),
    ),
    Sabotage(
        "receipts are signed with a key of one letter",
        "10",
        "server/config.py",
        "    if not _is_random(given):",
        "    if not given:",
        ("tests/server/operations/test_config.py",),
    ),
)
