"""Targets, weights, and indicators entered by hand.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

from server.database import engine

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "target",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("scope_kind", sa.String(length=4), nullable=False),
        sa.Column("scope_id", sa.String(length=36), nullable=False),
        sa.Column("measure", sa.String(length=10), nullable=False),
        sa.Column("of", sa.String(length=16), nullable=False),
        sa.Column("first", sa.String(length=10), nullable=False),
        sa.Column("last", sa.String(length=10), nullable=False),
        sa.Column("goal", sa.BigInteger(), nullable=True),
        sa.Column("share", sa.Integer(), nullable=True),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.Column("denominator_name", sa.String(length=120), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=True),
        sa.Column("set_from", sa.String(length=36), nullable=True),
        sa.Column("set_by", sa.String(length=36), nullable=False),
        sa.Column("set_at", engine.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint(
            "scope_kind", "scope_id", "measure", "of", "first", "last",
            name=op.f("uq_target_scope_kind_scope_id_measure_of_first_last"),
        ),
    )
    op.create_table(
        "unit_weight",
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_weight_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_unit_weight")),
    )
    op.create_table(
        "indicator",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("label_vi", sa.String(length=120), nullable=False),
        sa.Column("label_en", sa.String(length=120), nullable=False),
        sa.Column("unit_vi", sa.String(length=40), nullable=False),
        sa.Column("unit_en", sa.String(length=40), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_indicator")),
    )
    op.create_table(
        "indicator_value",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("indicator", sa.String(length=16), nullable=False),
        sa.Column("scope_kind", sa.String(length=4), nullable=False),
        sa.Column("scope_id", sa.String(length=36), nullable=False),
        sa.Column("first", sa.String(length=10), nullable=False),
        sa.Column("last", sa.String(length=10), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("entered_by", sa.String(length=36), nullable=False),
        sa.Column("entered_at", engine.Instant(timezone=True), nullable=False),
        sa.Column("withdrawn_at", engine.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["indicator"], ["indicator.code"], name=op.f("fk_indicator_value_indicator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_value")),
    )
    op.create_index(op.f("ix_indicator_value_scope_id"), "indicator_value", ["scope_id"])


def downgrade() -> None:
    op.drop_table("indicator_value")
    op.drop_table("indicator")
    op.drop_table("unit_weight")
    op.drop_table("target")
