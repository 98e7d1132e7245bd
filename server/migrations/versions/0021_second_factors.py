"""Second factors, stages of a sign-in, reset links, browsers that are known, and guesses that are told. All
sessions end, since none of them says how far its sign-in has come.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

from server.database import engine

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ACCOUNT = sa.String(36)


def upgrade() -> None:
    op.add_column(
        "account",
        sa.Column("password_made", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.execute("DELETE FROM account_session")
    for column in (
        sa.Column("stage", sa.String(8), server_default="ready", nullable=False),
        sa.Column("browser", sa.String(40), server_default="", nullable=False),
        sa.Column("confirmed_at", engine.Instant(timezone=True), nullable=True),
    ):
        op.add_column("account_session", column)
    _factors()
    _ways_back()


def _factors() -> None:
    op.create_table(
        "totp",
        _account(),
        sa.Column("secret", sa.String(200), nullable=True),
        sa.Column("since", engine.Instant(timezone=True), nullable=True),
        sa.Column("offered", sa.String(200), nullable=True),
        sa.Column("step", sa.BigInteger(), nullable=False),
        _of_account("totp"),
        sa.PrimaryKeyConstraint("account_id", name="pk_totp"),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.String(36), nullable=False),
        _account(),
        sa.Column("credential_id", sa.String(1400), nullable=False),
        sa.Column("public_key", sa.String(2000), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("created_at", engine.Instant(timezone=True), nullable=False),
        sa.Column("last_used_at", engine.Instant(timezone=True), nullable=True),
        _of_account("passkey"),
        sa.PrimaryKeyConstraint("id", name="pk_passkey"),
        sa.UniqueConstraint("credential_id", name="uq_passkey_credential_id"),
    )
    op.create_index("ix_passkey_account_id", "passkey", ["account_id"])
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.String(36), nullable=False),
        _account(),
        sa.Column("code_hash", sa.String(64), nullable=False),
        _of_account("recovery_code"),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_code"),
    )
    op.create_index("ix_recovery_code_account_id", "recovery_code", ["account_id"])
    op.create_table(
        "spent_challenge",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("expires_at", engine.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_spent_challenge"),
    )
    op.create_index("ix_spent_challenge_expires_at", "spent_challenge", ["expires_at"])


def _ways_back() -> None:
    op.create_table(
        "reset_link",
        _account(),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("expires_at", engine.Instant(timezone=True), nullable=False),
        _of_account("reset_link"),
        sa.PrimaryKeyConstraint("account_id", name="pk_reset_link"),
        sa.UniqueConstraint("token_hash", name="uq_reset_link_token_hash"),
    )
    op.create_table(
        "known_browser",
        sa.Column("token_hash", sa.String(64), nullable=False),
        _account(),
        sa.Column("last_used_at", engine.Instant(timezone=True), nullable=False),
        _of_account("known_browser"),
        sa.PrimaryKeyConstraint("token_hash", "account_id", name="pk_known_browser"),
    )
    op.create_index("ix_known_browser_account_id", "known_browser", ["account_id"])
    op.create_table(
        "failed_sign_ins",
        _account(),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", engine.Instant(timezone=True), nullable=True),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("shown_since", engine.Instant(timezone=True), nullable=True),
        sa.Column("untold", sa.Integer(), nullable=False),
        sa.Column("told_at", engine.Instant(timezone=True), nullable=True),
        _of_account("failed_sign_ins"),
        sa.PrimaryKeyConstraint("account_id", name="pk_failed_sign_ins"),
    )


def _account() -> sa.Column:
    return sa.Column("account_id", ACCOUNT, nullable=False)


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account_id"], ["account.id"], name=f"fk_{table}_account_id"
    )


def downgrade() -> None:
    for table in (
        "failed_sign_ins",
        "known_browser",
        "reset_link",
        "spent_challenge",
        "recovery_code",
        "passkey",
        "totp",
    ):
        op.drop_table(table)
    for column in ("confirmed_at", "browser", "stage"):
        op.drop_column("account_session", column)
    op.drop_column("account", "password_made")
