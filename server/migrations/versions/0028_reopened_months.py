"""Months that were closed and opened again: what was closed stays as it was, and its code with it.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

from server.database import engine

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reopened_month",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("closed_by", sa.String(length=36), nullable=False),
        sa.Column("closed_at", engine.Instant(timezone=True), nullable=False),
        sa.Column("reopened_by", sa.String(length=36), nullable=False),
        sa.Column("reopened_at", engine.Instant(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_reopened_month_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopened_month")),
        sa.UniqueConstraint("code", name=op.f("uq_reopened_month_code")),
    )
    with op.batch_alter_table("reopened_month") as batch:
        batch.create_index(op.f("ix_reopened_month_unit_id"), ["unit_id"])


def downgrade() -> None:
    op.drop_table("reopened_month")
