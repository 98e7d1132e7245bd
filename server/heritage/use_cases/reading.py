"""What anybody reads of sites."""

from flask import render_template

from server.database.clock import day_of, today
from server.database.engine import db
from server.heritage import store
from server.heritage.media import Media
from server.heritage.site_page import SiteShown, site_page
from server.heritage.tables import HeritageSite, HeritageSiteVersion
from server.heritage.use_cases.files import public_media
from server.heritage.words import KINDS
from server.qr_codes.record_codes import HERITAGE_SITE, CodesOfRecord, codes_of_records
from server.reports.issuing import organisation_today
from sync.problems import PROBLEMS, ProblemError


def site_known(name: str) -> HeritageSite:
    """A site that is public, or was. Raises not_found."""
    row = store.site_named(db.session, name)
    if row is None or (row.live is None and row.withdrawn_at is None):
        raise ProblemError(PROBLEMS["not_found"])
    return row


def page_of(row: HeritageSite, language: str) -> tuple[str, str | None]:
    """The page of a public site, and the problem that it tells of: page_withdrawn or none. Raises not_found for
    a language in which nothing was written."""
    if row.live is None:
        latest = store.version(db.session, row.id, row.latest)
        assert latest is not None  # No version is ever deleted.
        owner = organisation_today(row.unit_id)
        title = latest.content["title"]
        page = render_template("heritage/withdrawn.html", title=title, owner=owner)
        return page, "page_withdrawn"
    version = store.version(db.session, row.id, row.live)
    assert version is not None  # As above.
    if language == "en" and version.content["english"] is None:
        raise ProblemError(PROBLEMS["not_found"])
    return site_page(shown(row, version, public_media(version)), language), None


def shown(row: HeritageSite, version: HeritageSiteVersion, media: Media) -> SiteShown:
    """A version as a page shows it."""
    code = (
        codes_of_records(db.session(), HERITAGE_SITE, [row.id], today())
        .get(row.id, CodesOfRecord())
        .code
    )
    day = day_of(version.approved_at or version.written_at)
    return SiteShown(row.name, version.content, organisation_today(row.unit_id), day, code, media)


def sites_page() -> str:
    """The page of all public sites."""
    rows = [row for row in store.public_sites(db.session) if row.live is not None]
    numbers = {(row.id, row.live) for row in rows if row.live is not None}
    versions = store.versions_with(db.session, numbers)
    sites = [
        SiteShown(row.name, versions[row.id, row.live].content, organisation_today(row.unit_id), "")
        for row in rows
        if row.live is not None
    ]
    return render_template("heritage/sites.html", sites=sites, kinds=KINDS)
