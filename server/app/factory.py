"""Puts the server together."""

import os
from collections.abc import Mapping
from typing import Any

from flask import Flask, Request
from flask.sessions import NullSession, SessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

from server.accounts import routes as accounts
from server.activities import routes as activities
from server.activities.figures import ActivityFigures
from server.app.lazy_cli import install_commands
from server.audit.journal_store import open_journal
from server.auth.body_limits import MAX_BODY_BYTES, most_bytes
from server.auth.database_state import read_state
from server.auth.openapi import GUARD
from server.auth.request_guard import check_right, install_guard
from server.catalogue import routes as catalogue
from server.catalogue.use_cases.manage_items import install_usage
from server.certificates import routes as certificates
from server.config import VERSION, Settings, read_settings
from server.database.canonical_json import dumps_compact
from server.database.engine import db
from server.database.timeouts import POOL
from server.directory import routes as directory
from server.directory.data_requests import DataRequestsObserver
from server.directory.routes import spreadsheets
from server.enrolment import routes as enrolment
from server.files import routes as files
from server.files.readers import FileReader, install_readers
from server.guides import routes as guides
from server.heritage import routes as heritage
from server.heritage.figures import SiteFigures
from server.heritage.file_reader import SiteFiles
from server.heritage.routes import public as heritage_pages
from server.http import static_files
from server.http.blueprint import ProblemApi
from server.http.concurrency import limit_concurrency
from server.http.errors import register_errors
from server.http.etag import install_etags
from server.http.headers import install_headers
from server.http.hosts import install_host_check
from server.http.json_body import BODY_LIMITS
from server.http.logs import configure_logs
from server.http.public_page import TEMPLATES, install_templates
from server.http.request_log import install_request_log
from server.http.static_files import install_files
from server.metrics.current import install_metrics
from server.operations import routes as operations
from server.operations.health import check_durability
from server.operations.journal_state import warn_of_journal
from server.operations.private_files import close_to_others, write_privately
from server.papers import routes as papers
from server.papers.figures import PaperFigures
from server.papers.file_reader import PaperFiles
from server.papers.of_activities import PapersOfActivities
from server.papers.openings import OpeningsObserver
from server.papers.routes import public as paper_pages
from server.public_codes import routes as public_codes
from server.public_codes.kinds.activity import Activities
from server.public_codes.kinds.heritage_site import HeritageSites
from server.public_codes.kinds.paper import PublicPapers
from server.public_codes.store import scans_between
from server.public_codes.targets import install_code_targets
from server.public_codes.use_cases.record_codes import find_codes
from server.qr_codes.record_codes import install_codes_of_records
from server.qr_posters import routes as qr_posters
from server.records.writer import install_observers, install_right_check
from server.reports import routes as reports
from server.reports.beside import install_scan_count
from server.reports.vietnamese import capital, numeric_day, whole
from server.statistics import routes as statistics
from server.sync import routes as sync
from server.sync.envelope import ReadinessTold, Round
from server.sync.idle_fast_path import answer_ahead
from server.sync.openapi import describe_kinds, describe_types
from server.targets import routes as targets
from server.totals.observer import TotalsObserver
from server.totals.proof.further import install_figure_sources
from server.totals.usage import usage

GROUPS = (
    sync, accounts, enrolment, directory, spreadsheets, catalogue, guides, statistics, targets, reports,
    activities, qr_posters, certificates, heritage, heritage_pages, public_codes, files, papers,
    paper_pages, operations,
)  # fmt: skip
SIGN_INS = ("/api/session", "/api/session/factor", "/api/session/passkey")
"""Here a problem is a sign-in that failed."""
FILE_READERS: tuple[FileReader, ...] = (PaperFiles(), SiteFiles())
"""What each sort of records that names files knows of them."""


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
    app = Flask("server", static_folder=None, template_folder=str(TEMPLATES))
    install_templates(app)
    app.jinja_env.filters.update(capital=capital, numeric_day=numeric_day, whole=whole)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.former_keys),
        CLOCK=clock,
        TESTING=testing,
    )
    app.session_interface = _NoSessions()
    install_commands(app)
    _install_database(app, settings)
    _install_from_above(app)
    _install_routes(app)
    register_errors(app)
    install_headers(app, settings)
    answer_ahead(app, settings)
    limit_concurrency(app)
    install_files(app, settings)
    install_host_check(app, settings)
    install_request_log(app, settings, install_metrics(app, SIGN_INS))
    install_guard(app)
    app.extensions[BODY_LIMITS] = most_bytes
    with app.app_context():
        try:
            check_durability()
            warn_of_journal()
        finally:
            db.engine.dispose()  # workers that fork from here must not share a connection
            if settings.journal is not None:
                open_journal(settings.journal).close()
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
    options: dict[str, Any] = {"hide_parameters": True, "pool_size": 10, "max_overflow": 26}
    options["json_serializer"] = dumps_compact
    options["pool_use_lifo"] = True  # the connection used last knows most of what is asked
    options["pool_timeout"] = POOL
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)


def _install_from_above(app: Flask) -> None:
    """What lower floors use of higher ones, whose imports go down only."""
    install_observers(
        app, TotalsObserver, OpeningsObserver, PapersOfActivities, DataRequestsObserver
    )
    install_scan_count(app, scans_between)
    install_figure_sources(app, ActivityFigures(), PaperFigures(), SiteFigures())
    install_right_check(app, check_right)
    install_etags(app, read_state)
    install_usage(app, usage)
    install_readers(app, *FILE_READERS)
    install_code_targets(app, HeritageSites(), Activities(), PublicPapers())
    install_codes_of_records(app, find_codes)


def _install_routes(app: Flask) -> None:
    app.config.update(
        API_TITLE="Từng Ngõ",
        API_VERSION=VERSION,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
    )
    api = ProblemApi(app, GUARD)
    for group in GROUPS:
        api.register_blueprint(group.blueprint)
    app.register_blueprint(static_files.blueprint)
    describe_kinds(api.spec)
    describe_types(api.spec, Round, ReadinessTold)
    api.describe_rest()
