"""The least that a server of this kind can do: Flask behind gunicorn, JSON in and out, and one
statement for a batch. It checks nothing and counts nothing."""

import gzip
import os
import sqlite3
from threading import local
from typing import Any

import orjson
import psycopg
from flask import Flask, Response, request

from server.config import read_settings

TABLE = "CREATE TABLE bare (id text PRIMARY KEY, record text, channel text, no bigint, body text)"
INSERT = "INSERT INTO bare VALUES (?, ?, ?, ?, ?)"
COPY = "COPY bare FROM STDIN"
NOTHING = "/nothing"
"""Here nothing at all is done."""


def create_app() -> Flask:
    """Keeps what comes in the database that BARE_SQLITE (a file) or BARE_POSTGRESQL names. The settings
    are there for our worker, which serves it, too."""
    app = Flask(__name__)
    app.config["SETTINGS"] = read_settings(os.environ)
    held = local()

    @app.post("/api/sync/v1")
    def sync() -> Response:
        body = request.get_data()
        if request.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        changes = orjson.loads(body)["changes"]
        if changes:
            if not hasattr(held, "database"):
                held.database = _connect()
            _keep(held.database, [_row(each) for each in changes])
        results = [{"id": each["id"], "verdict": "applied"} for each in changes]
        answer = {"now": "2026-11-25T00:00:00+00:00", "results": results}
        return Response(orjson.dumps(answer), mimetype="application/json")

    @app.post(NOTHING)
    def nothing() -> Response:
        return Response(b"{}", mimetype="application/json")

    @app.get("/healthz")
    def healthz() -> str:
        return "ok"

    return app


def _row(change: dict[str, Any]) -> tuple[Any, ...]:
    fields = orjson.dumps(change["set"]).decode()
    return change["id"], change["record"], change["channel"], change["no"], fields


def _connect() -> Any:
    url = os.environ.get("BARE_POSTGRESQL")
    if url:
        return psycopg.connect(url, autocommit=True)
    database = sqlite3.connect(os.environ["BARE_SQLITE"], isolation_level=None)
    for pragma in ("busy_timeout=5000", "journal_mode=WAL", "synchronous=FULL"):
        database.execute(f"PRAGMA {pragma}")
    return database


def _keep(database: Any, rows: list[tuple[Any, ...]]) -> None:
    if isinstance(database, sqlite3.Connection):
        database.execute("BEGIN IMMEDIATE")
        database.executemany(INSERT, rows)
        database.execute("COMMIT")
        return
    with database.transaction(), database.cursor().copy(COPY) as copy:
        for row in rows:
            copy.write_row(row)
