"""Phones that ask to come back and cannot prove that they are the one that is known.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

from server.database import engine

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "device_renewal",
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("phrase", sa.String(length=60), nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("member_name", sa.String(length=60), nullable=True),
        sa.Column("team_id", sa.String(length=36), nullable=False),
        sa.Column("invitation_id", sa.String(length=36), nullable=False),
        sa.Column("created_at", engine.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_device_renewal_device_id")
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitation.id"],
            name=op.f("fk_device_renewal_invitation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_device_renewal_team_id")
        ),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_device_renewal")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_device_renewal_secret_hash")),
    )
    op.create_index(op.f("ix_device_renewal_team_id"), "device_renewal", ["team_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_device_renewal_team_id"), "device_renewal")
    op.drop_table("device_renewal")
