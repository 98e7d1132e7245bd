"""Sabotages of what tells whoever runs the server how it does."""

from tests.sabotage.sabotage import Sabotage

METRICS = "tests/server/operations/test_metrics.py"
PRUNING = "tests/server/operations/test_pruning.py"
HOSTS = "tests/server/operations/test_database_addresses.py"
DRILL = "tests/server/operations/test_drill.py"
WORKERS = "tests/server/operations/test_metrics_of_workers.py"

WATCHING = (
    Sabotage(
        "whoever comes through the proxy reads the metrics",
        "10",
        "server/operations/use_cases/exposing.py",
        "    if any(asked.get(header) for header in _FORWARDED):\n        return False\n",
        "",
        (METRICS,),
    ),
    Sabotage(
        "whoever asks from another machine reads the metrics",
        "10",
        "server/operations/use_cases/exposing.py",
        'ip_address(at_first.get("REMOTE_ADDR") or "").is_loopback',
        'bool(ip_address(at_first.get("REMOTE_ADDR") or ""))',
        (METRICS,),
    ),
    Sabotage(
        "the beginning of the token reads the metrics",
        "10",
        "server/operations/use_cases/exposing.py",
        "hmac.compare_digest(said.removeprefix(_BEARER).encode(), wanted.encode())",
        "wanted.startswith(said.removeprefix(_BEARER))",
        (METRICS,),
    ),
    Sabotage(
        "what a phone's label says stands in the metrics",
        "10",
        "server/operations/monitoring/collector.py",
        ' if state == "approved" and _VERSION.fullmatch(version)',
        ' if state == "approved"',
        (METRICS,),
    ),
    Sabotage(
        "the database is asked for each look at the metrics",
        "9.5",
        "server/operations/monitoring/collector.py",
        "monotonic() - self._at >= KEPT_SECONDS",
        "monotonic() - self._at >= 0",
        (METRICS,),
    ),
    Sabotage(
        "a full disk ends a worker that counts",
        "9.5",
        "server/metrics/shared_folder.py",
        "os.posix_fallocate(new.fileno(), 0, size)",
        "new.truncate(size)",
        (WORKERS,),
    ),
    Sabotage(
        "the metrics tell what differs by a name that no alert asks for",
        "9.3",
        "server/operations/monitoring/collector.py",
        '"recount_differences"',
        '"differences"',
        ("tests/server/operations/test_alerts.py",),
    ),
    Sabotage(
        "a worker that was killed is counted for ever",
        "9.5",
        "server/gunicorn_conf.py",
        "    _metrics_folder.forget(worker.pid)\n",
        "    pass\n",
        (WORKERS,),
    ),
    Sabotage(
        "the newest backup goes where no day is to be kept",
        "5.9.2",
        "server/operations/backups/naming.py",
        "    stay = set(ours[:1])\n",
        "    stay = set[str]()\n",
        (PRUNING,),
    ),
    Sabotage(
        "files that are no backups go with them",
        "5.9.2",
        "server/operations/backups/naming.py",
        "if each.is_file() and not each.is_symlink()",
        "if each.is_file()",
        (PRUNING,),
    ),
    Sabotage(
        "older backups go though none was made of days as people in Vietnam know them",
        "5.9.2",
        "server/operations/backups/naming.py",
        "part(moment.astimezone(ZONE))",
        "part(moment)",
        (PRUNING,),
    ),
    Sabotage(
        "a backup lies open though there is a key",
        "5.9.2",
        "server/operations/backups/sqlite.py",
        "        if not public_key:\n",
        "        if True:\n",
        (DRILL,),
    ),
    Sabotage(
        "a backup whose totals are wrong counts as proved",
        "9.3",
        "server/operations/backup_commands.py",
        "    if result.differences:\n",
        "    if not result:\n",
        (DRILL,),
    ),
    Sabotage(
        "a backup of another database counts as proved",
        "5.9.2",
        "server/operations/use_cases/drilling.py",
        "        if tag is not None and not fetch_all(",
        "        if tag is None and not fetch_all(",
        (DRILL,),
    ),
    Sabotage(
        "a drill that failed is not kept",
        "5.9.2",
        "server/operations/use_cases/drilling.py",
        '        note_outcome("drill", {}, succeeded=False)\n',
        "",
        (DRILL,),
    ),
    Sabotage(
        "a database with several hosts has no backup",
        "5.9.2",
        "server/operations/backups/postgresql.py",
        'make_conninfo("", **told)',
        'make_conninfo("", **{**told, "port": ""})',
        (HOSTS,),
    ),
)
