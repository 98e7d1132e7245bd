"""By which leads' words somebody is on a phone, each word in a row of its own.

Revision ID: 0035
Revises: 0034
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_KEY = ("device_id", "member_id", "team_id")
_WORDS = (
    # A decision.
    "SELECT device_id, member_id, team_id, vouched_by, team_id FROM enrolment"
    " JOIN device ON device.id = vouched_by",
    # A code for somebody known.
    "SELECT enrolment.device_id, enrolment.member_id, enrolment.team_id, invitation.created_by,"
    " invitation.team_id FROM enrolment JOIN invitation ON invitation.id = enrolment.invitation_id"
    " JOIN device ON device.id = invitation.created_by"
    " WHERE invitation.member_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM voucher"
    " WHERE voucher.device_id = enrolment.device_id AND voucher.member_id = enrolment.member_id"
    " AND voucher.team_id = enrolment.team_id)",
    # Along into another team.
    "SELECT DISTINCT enrolment.device_id, enrolment.member_id, enrolment.team_id, word.given_on,"
    " word.given_in FROM enrolment JOIN voucher AS word ON word.device_id = enrolment.device_id"
    " AND word.member_id = enrolment.member_id AND word.team_id <> enrolment.team_id"
    " WHERE enrolment.invitation_id IS NULL AND NOT EXISTS (SELECT 1 FROM voucher AS own"
    " WHERE own.device_id = enrolment.device_id AND own.member_id = enrolment.member_id"
    " AND own.team_id = enrolment.team_id)",
)


def upgrade() -> None:
    op.create_table(
        "voucher",
        *(sa.Column(name, sa.String(length=36), nullable=False) for name in _KEY),
        sa.Column("given_on", sa.String(length=36), nullable=False),
        sa.Column("given_in", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            _KEY,
            [f"enrolment.{name}" for name in _KEY],
            name=op.f("fk_voucher_device_id_member_id_team_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["given_on"], ["device.id"], name=op.f("fk_voucher_given_on")
        ),
        sa.ForeignKeyConstraint(["given_in"], ["team.id"], name=op.f("fk_voucher_given_in")),
        sa.PrimaryKeyConstraint(*_KEY, "given_on", "given_in", name=op.f("pk_voucher")),
    )
    op.create_index(op.f("ix_voucher_given_on"), "voucher", ["given_on"])
    for words in _WORDS:
        op.execute(
            sa.text(
                "INSERT INTO voucher (device_id, member_id, team_id, given_on, given_in) " + words
            )
        )
    with op.batch_alter_table("enrolment") as batch:
        batch.drop_column("vouched_by")


def downgrade() -> None:
    with op.batch_alter_table("enrolment") as batch:
        batch.add_column(sa.Column("vouched_by", sa.String(length=36), nullable=True))
    op.execute(
        sa.text(
            "UPDATE enrolment SET vouched_by = (SELECT MIN(given_on) FROM voucher"
            " WHERE voucher.device_id = enrolment.device_id"
            " AND voucher.member_id = enrolment.member_id AND voucher.team_id = enrolment.team_id)"
        )
    )
    op.drop_index(op.f("ix_voucher_given_on"), table_name="voucher")
    op.drop_table("voucher")
