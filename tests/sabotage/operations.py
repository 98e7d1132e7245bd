"""Sabotages of what keeps the server's files and its log."""

from tests.sabotage.sabotage import Sabotage

REMAINS = "tests/server/operations/test_disk_cleanup.py"
PRIVATE = "tests/server/operations/test_private_files.py"
CONFIG = "tests/server/operations/test_config.py"
REQUEST_LOG = "tests/server/operations/test_request_log.py"
WORKER = "tests/server/http/test_worker_errors.py"
WIRE = "tests/server/operations/test_wire.py"

OPERATIONS = (
    Sabotage(
        "what is deleted stays in the bytes of SQLite's file",
        "5.7.5",
        "server/database/sqlite.py",
        '"secure_delete=ON",',
        '"secure_delete=OFF",',
        (REMAINS,),
    ),
    Sabotage(
        "what was erased stays in the bytes of SQLite's log",
        "5.7.6",
        "server/operations/disk_cleanup.py",
        "wal_checkpoint(TRUNCATE)",
        "wal_checkpoint(PASSIVE)",
        (REMAINS,),
    ),
    Sabotage(
        "what a reader kept in SQLite's log stays there",
        "5.7.6",
        "server/operations/disk_cleanup.py",
        "    while not never.wait(every):",
        "    while False:",
        (REMAINS,),
    ),
    Sabotage(
        "other users of the machine may look into the folder of the instance",
        "9.1",
        "server/operations/private_files.py",
        " or file == settings.instance",
        "",
        (PRIVATE,),
    ),
    Sabotage(
        "other users of the machine may read the database's bytes",
        "9.1",
        "server/operations/private_files.py",
        "UMASK = 0o077",
        "UMASK = 0o022",
        (PRIVATE,),
    ),
    Sabotage(
        "bytes go to a database on another machine without TLS",
        "9.1",
        "server/database/tls.py",
        '{"sslmode": "require"}',
        '{"sslmode": "prefer"}',
        (CONFIG,),
    ),
    Sabotage(
        "the request log does not tell which problem it was",
        "10",
        "server/http/errors.py",
        "    note_problem(problem.code)",
        "    note_problem(str(problem.status))",
        (REQUEST_LOG,),
    ),
    Sabotage(
        "the request log tells who asks",
        "10",
        "server/http/request_log.py",
        'return hmac.digest(self._key, key.encode(), "sha256").hex()[:12]',
        "return key",
        (REQUEST_LOG,),
    ),
    Sabotage(
        "the request log tells whole addresses",
        "10",
        "server/http/request_log.py",
        "24 if found.version == 4 else 48",
        "32 if found.version == 4 else 128",
        (REQUEST_LOG,),
    ),
    Sabotage(
        "the request log lacks the verdicts on changes",
        "10",
        "server/sync/use_cases/push.py",
        "    note_verdicts(pushed.results)",
        "    note_verdicts([])",
        (REQUEST_LOG,),
    ),
    Sabotage(
        "answers of JSON lack the protective headers",
        "10",
        "server/http/headers.py",
        "(of_json if answer.mimetype in _JSON else of_pages).items()",
        "({} if answer.mimetype in _JSON else of_pages).items()",
        (WIRE,),
    ),
    Sabotage(
        "answers of JSON carry the headers of a page",
        "10",
        "server/http/headers.py",
        "(of_json if answer.mimetype in _JSON else of_pages).items()",
        "of_pages.items()",
        (WIRE,),
    ),
    Sabotage(
        "the worker's own answers lack the protective headers, as the request log cannot tell",
        "10",
        "server/http/worker_errors.py",
        'fixed = security_headers(app.config["SETTINGS"])',
        "fixed: dict[str, str] = {}",
        (WORKER,),
    ),
)
