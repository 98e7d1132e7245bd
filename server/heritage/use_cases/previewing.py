"""A version as the page that it makes, before anybody else reads it."""

from server.auth.principal import Principal
from server.database.clock import ZONE
from server.database.engine import db
from server.heritage import store
from server.heritage.site_page import site_page
from server.heritage.use_cases.files import desk_media
from server.heritage.use_cases.reading import shown
from server.heritage.use_cases.sites import site_seen
from sync.problems import PROBLEMS, ProblemError


def preview(principal: Principal, site_id: str, number: int, language: str) -> str:
    """The page of a version in a language. Raises not_found, also where nothing was written in it."""
    row = site_seen(principal, site_id)
    version = store.version(db.session, row.id, number)
    if version is None or (language == "en" and version.content["english"] is None):
        raise ProblemError(PROBLEMS["not_found"])
    written = version.written_at.astimezone(ZONE).strftime("%H:%M ngày %d/%m/%Y")
    notice = f"Xem trước bản {number}, viết lúc {written}. Chỉ cán bộ Đoàn thấy trang này."
    address = f"/api/sites/{row.id}/versions/{number}"
    page = shown(row, version, desk_media(version))
    return site_page(page, language, notice, (address, f"{address}?language=en"))
