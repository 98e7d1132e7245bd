"""Months that were closed.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

from server.database import engine

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "snapshot",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("closed_by", sa.String(length=36), nullable=False),
        sa.Column("closed_at", engine.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_snapshot_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sa.UniqueConstraint("code", name=op.f("uq_snapshot_code")),
        sa.UniqueConstraint("unit_id", "month", name=op.f("uq_snapshot_unit_id_month")),
    )


def downgrade() -> None:
    op.drop_table("snapshot")
