"""What a printed code says to whoever scans it."""

from urllib.parse import urlsplit

from flask import render_template

from server.certificates.proof_page import proof_page
from server.certificates.use_cases.certificates import prove_certificate
from server.database.clock import today
from server.database.engine import db
from server.public_codes import store
from server.public_codes.tables import PublicCode
from server.public_codes.use_cases.destinations import record_of, state_of
from server.reports.issuing import organisation_today
from sync.code import LENGTH as OF_CERTIFICATES
from sync.code import letters
from sync.problems import PROBLEMS, ProblemError
from sync.public_code import grouped, normalise


def is_of_certificate(code: str) -> bool:
    """Whether it is as long as the number of a certificate, which stands on paper at the same address."""
    return len(letters(code)) == OF_CERTIFICATES


def certificate_page(code: str) -> str:
    """Whether a certificate is genuine. Raises not_found."""
    return proof_page(prove_certificate(code))


def is_mistyped(code: str) -> bool:
    """Whether it cannot be what stands on a plaque: too long, too short, or mistyped."""
    return normalise(code) is None


def code_known(text: str) -> PublicCode:
    """The row of a code as somebody has it from a plaque. Raises not_found."""
    code = normalise(text)
    row = store.code_with(db.session, code) if code else None
    if row is None:
        raise ProblemError(PROBLEMS["not_found"])
    return row


_NOT_YET = ("planned", "lost", "blocked", "unpublished")


def page_of(row: PublicCode) -> tuple[str, str | None]:
    """The page of a code, and the problem that it shows: code_not_open, code_expired or none."""
    owner, state = owner_of(row), state_of(row, today())
    number = grouped(row.code)
    if state == "live":
        return render_template(
            "public_codes/live.html", number=number, owner=owner, last=row.last, **_destination(row)
        ), None
    page = render_template(
        "public_codes/not_open.html",
        state=state,
        number=number,
        purpose=row.purpose,
        owner=owner,
        first=row.first,
        last=row.last,
    )
    return page, "code_not_open" if state in _NOT_YET else "code_expired"


def _destination(row: PublicCode) -> dict[str, str | None]:
    """Where a code leads, and what that is called."""
    if row.link is not None:
        host = urlsplit(row.link).hostname or ""
        return {"title": row.purpose, "about": None, "host": host, "link": row.link, "in_app": None}
    found = record_of(row)
    assert found is not None  # Else it would not be live.
    return {
        "title": found.title,
        "about": None if row.purpose == found.title else row.purpose,
        "host": None,
        "link": found.path,
        "in_app": f"{found.in_app}?code={row.code}" if found.in_app else None,
    }


def owner_of(row: PublicCode) -> str:
    """The Union that looks after a code today."""
    return organisation_today(row.unit_id)
