"""Puts the server together."""

import os
from collections.abc import Mapping
from typing import Any

from flask import Flask, Request
from flask.sessions import NullSession, SessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

from server import shell
from server.blueprint import ProblemApi
from server.body_limits import MAX_BODY_BYTES
from server.codes import routes as codes
from server.config import VERSION, Settings, read_settings
from server.errors import register_errors
from server.extensions import db
from server.gatherings import routes as gatherings
from server.guides import routes as guides
from server.hosts import install_host_check
from server.identity import routes as identity
from server.identity.gate import install_gate
from server.late import install_commands
from server.library import routes as library
from server.operations import routes as operations
from server.operations.health import check_durability
from server.operations.logs import configure_logs
from server.organisation import routes as organisation
from server.organisation.routes import spreadsheets
from server.private_files import close_to_others, write_privately
from server.reports import routes as reports
from server.request_log import install_request_log
from server.shell import install_files
from server.spelling import keep
from server.syncing import routes as syncing
from server.syncing.ahead import answer_ahead
from server.tallies import routes as tallies
from server.targets import routes as targets
from server.timeouts import POOL
from server.wire import install_headers

GROUPS = (
    syncing, identity, organisation, spreadsheets, library, guides, tallies, targets, reports, gatherings,
    codes, operations,
)  # fmt: skip


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """The whole application. `overrides` are environment variables by name, and CLOCK, a
    function that tells the moment; they stand above the real environment."""
    write_privately()
    given = dict(overrides or {})
    clock = given.pop("CLOCK", None)
    testing = given.pop("TESTING", False)
    settings = read_settings({**os.environ, **given})
    configure_logs(settings.log_level)
    close_to_others(settings)
    app = Flask("server", static_folder=None)
    app.config.update(
        SETTINGS=settings, SECRET_KEY=settings.secret_key, CLOCK=clock, TESTING=testing
    )
    app.session_interface = _NoSessions()
    install_commands(app)
    _install_database(app, settings)
    _install_routes(app)
    register_errors(app)
    install_headers(app, settings)
    install_files(app, settings)
    answer_ahead(app, settings)
    install_host_check(app, settings)
    install_request_log(app, settings)
    install_gate(app)
    with app.app_context():
        try:
            check_durability()
        finally:
            db.engine.dispose()  # workers that fork from here must not share a connection
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    return app


class _NoSessions(SessionInterface):
    """Who is signed in stands in the database, so no request need look for a cookie of Flask's."""

    def open_session(self, app: Flask, request: Request) -> NullSession:
        return _NO_SESSION


_NO_SESSION = NullSession()
"""What would be written into it is an error."""


def _install_database(app: Flask, settings: Settings) -> None:
    # Errors of the database must not print the values of a statement.
    options: dict[str, Any] = {"hide_parameters": True, "pool_size": 10, "max_overflow": 20}
    options["json_serializer"] = keep
    options["pool_use_lifo"] = True  # the connection used last knows most of what is asked
    options["pool_timeout"] = POOL
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)


def _install_routes(app: Flask) -> None:
    app.config.update(
        API_TITLE="Từng Ngõ",
        API_VERSION=VERSION,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
    )
    api = ProblemApi(app)
    for group in GROUPS:
        api.register_blueprint(group.blueprint)
    app.register_blueprint(shell.blueprint)
    api.describe_rest()
