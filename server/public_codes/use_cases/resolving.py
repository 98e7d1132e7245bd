"""What a printed code says to whoever scans it."""

from server.certificates.proof_page import genuine_page, withdrawn_page
from server.certificates.use_cases.certificates import prove_certificate
from server.database.clock import day_of, today
from server.database.engine import db
from server.public_codes import code_page, store
from server.public_codes.tables import PublicCode
from server.public_codes.use_cases.destinations import record_of, state_of
from server.reports.issuing import organisation_today
from sync.code import LENGTH as OF_CERTIFICATES
from sync.code import letters
from sync.problems import PROBLEMS, ProblemError
from sync.public_code import normalise


def is_of_certificate(code: str) -> bool:
    """Whether it is as long as the number of a certificate, which stands on paper at the same address."""
    return len(letters(code)) == OF_CERTIFICATES


def certificate_page(code: str) -> str:
    """Whether a certificate is genuine. Raises not_found."""
    row = prove_certificate(code)
    if row.withdrawn_at is not None:
        return withdrawn_page(row, day_of(row.withdrawn_at))
    return genuine_page(row)


def is_slip(code: str) -> bool:
    """Whether it cannot be what stands on a plaque: too long, too short, or mistyped."""
    return normalise(code) is None


def code_known(text: str) -> PublicCode:
    """The row of a code as somebody has it from a plaque. Raises not_found."""
    code = normalise(text)
    row = store.code_with(db.session, code) if code else None
    if row is None:
        raise ProblemError(PROBLEMS["not_found"])
    return row


def page_of(row: PublicCode) -> tuple[str, str | None]:
    """The page of a code, and the problem that it tells of: code_not_open, code_expired or none."""
    owner, state = owner_of(row), state_of(row, today())
    if state == "live":
        return _live(row, owner), None
    if state == "planned":
        page = code_page.planned_page(row.code, row.purpose, owner, row.first or "")
        return page, "code_not_open"
    if state == "lost":
        return code_page.lost_page(row.code, owner), "code_not_open"
    if state == "blocked":
        return code_page.blocked_page(row.code, row.purpose, owner), "code_not_open"
    if state == "unpublished":
        return code_page.unpublished_page(row.code, row.purpose, owner), "code_not_open"
    if state == "withdrawn":
        return code_page.withdrawn_page(row.code, row.purpose, owner), "code_expired"
    last = row.last if state == "expired" else None
    return code_page.ended_page(row.code, row.purpose, owner, last), "code_expired"


def _live(row: PublicCode, owner: str) -> str:
    if row.link is not None:
        return code_page.live_page(row.code, row.purpose, owner, row.link, row.last)
    found = record_of(row)
    assert found is not None  # Else it would not be live.
    return code_page.record_page(
        row.code, found.title, row.purpose, owner, found.path or "", row.last, found.in_app
    )


def owner_of(row: PublicCode) -> str:
    """The Union that looks after a code today."""
    return organisation_today(row.unit_id)
