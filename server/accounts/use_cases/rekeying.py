"""What is kept encrypted, encrypted anew by the server's key of today, so that a former one can go."""

from server.auth.store import factors
from server.crypto.secrets import decrypt, encrypt
from server.database.engine import db
from server.records.writer import writing


def rekey() -> tuple[int, int]:
    """How many authenticator apps hold on by the key of today now, and how many accounts have one whose key is
    gone, which have to set it up again; commits."""
    done, lost = 0, 0
    with writing(db.session):
        for row in factors.all_totp():
            # What was offered and not confirmed yet is scanned by somebody just now.
            was, row.offered = row.secret, _anew(row.account_id, row.offered)
            if was is None:
                continue
            anew = _anew(row.account_id, was)
            if anew is None:
                lost += 1
                continue
            row.secret = anew
            done += 1
    db.session.commit()
    return done, lost


def _anew(account_id: str, kept: str | None) -> str | None:
    """The same by the key of today; None where it was by one that is gone."""
    secret = decrypt("totp", account_id, kept) if kept else None
    return encrypt("totp", account_id, secret) if secret else None
