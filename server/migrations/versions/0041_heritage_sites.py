"""Heritage sites, and all versions of what is written of them.

Revision ID: 0041
Revises: 0040
"""

import sqlalchemy as sa
from alembic import op

from server.database import engine

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "heritage_site",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.Column("live", sa.Integer(), nullable=True),
        sa.Column("made_at", engine.Instant(timezone=True), nullable=False),
        sa.Column("withdrawn_at", engine.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_heritage_site_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heritage_site")),
        sa.UniqueConstraint("name", name=op.f("uq_heritage_site_name")),
    )
    with op.batch_alter_table("heritage_site") as batch:
        batch.create_index(op.f("ix_heritage_site_unit_id"), ["unit_id"])
    op.create_table(
        "heritage_site_version",
        sa.Column("site_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("written_by", sa.String(length=36), nullable=False),
        sa.Column("written_at", engine.Instant(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.String(length=36), nullable=True),
        sa.Column("submitted_at", engine.Instant(timezone=True), nullable=True),
        sa.Column("approved_by", sa.String(length=36), nullable=True),
        sa.Column("approved_at", engine.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id"], ["heritage_site.id"], name=op.f("fk_heritage_site_version_site_id")
        ),
        sa.PrimaryKeyConstraint("site_id", "number", name=op.f("pk_heritage_site_version")),
    )


def downgrade() -> None:
    for table in ("heritage_site_version", "heritage_site"):
        op.drop_table(table)
