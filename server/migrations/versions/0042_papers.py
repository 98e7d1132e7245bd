"""Papers with their versions, and which phones have fetched them.

Revision ID: 0042
Revises: 0041
"""

import sqlalchemy as sa
from alembic import op

from server.database import engine

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("activity_id", sa.String(length=36), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("issued", sa.String(length=10), nullable=True),
        sa.Column("issuer", sa.String(length=120), nullable=True),
        sa.Column("readers", sa.String(length=12), nullable=False),
        sa.Column("opens", engine.Instant(timezone=True), nullable=True),
        sa.Column("ends", sa.String(length=10), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.String(length=36), nullable=False),
        sa.Column("set_at", engine.Instant(timezone=True), nullable=False),
        sa.Column("withdrawn_at", engine.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_paper_unit_id")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_paper_activity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
    )
    _index("paper", "unit_id", "activity_id")
    op.create_table(
        "paper_version",
        sa.Column("paper_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("pages_in_all", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.String(length=36), nullable=False),
        sa.Column("set_at", engine.Instant(timezone=True), nullable=False),
        _of_paper("paper_version"),
        sa.PrimaryKeyConstraint("paper_id", "version", name=op.f("pk_paper_version")),
    )
    _index("paper_version", "file")
    op.create_table(
        "paper_page",
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("paper_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _of_paper("paper_page"),
        sa.PrimaryKeyConstraint("sha", "paper_id", "version", name=op.f("pk_paper_page")),
    )
    op.create_table(
        "paper_fetch",
        sa.Column("paper_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        _of_paper("paper_fetch"),
        sa.PrimaryKeyConstraint("paper_id", "version", "device_id", name=op.f("pk_paper_fetch")),
    )


def _of_paper(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f(f"fk_{table}_paper_id"))


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table) as batch:
        for column in columns:
            batch.create_index(op.f(f"ix_{table}_{column}"), [column])


def downgrade() -> None:
    for table in ("paper_fetch", "paper_page", "paper_version", "paper"):
        op.drop_table(table)
