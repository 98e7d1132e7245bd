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
            secret = decrypt("totp", row.account_id, row.secret) if row.secret else None
            if secret is None:
                lost += row.secret is not None
                continue
            row.secret, row.offered = encrypt("totp", row.account_id, secret), None
            done += 1
    db.session.commit()
    return done, lost
