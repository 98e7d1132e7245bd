"""The page on which anybody checks a certificate."""

from flask import render_template

from server.certificates.tables import Certificate
from server.database.clock import day_of
from sync.code import grouped
from sync.duration import hours_of


def proof_page(row: Certificate) -> str:
    """What a certificate says, to be compared with the paper, or that it was withdrawn."""
    number, by = grouped(row.code), row.letterhead["organisation"]
    if row.withdrawn_at is not None:
        day = day_of(row.withdrawn_at)
        return render_template("certificates/withdrawn.html", number=number, by=by, day=day)
    hours = f"{hours_of(row.minutes or 0):,.1f}"
    return render_template(
        "certificates/genuine.html",
        certificate=row,
        number=number,
        issued=day_of(row.issued_at),
        hours=hours.translate(str.maketrans(",.", ".,")).removesuffix(",0"),
        english_hours=hours.removesuffix(".0"),
    )
