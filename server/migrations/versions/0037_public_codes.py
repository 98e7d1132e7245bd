"""The register of printed codes: where they lead, where they hang, how often they are scanned.

Revision ID: 0037
Revises: 0036
"""

import sqlalchemy as sa
from alembic import op

from server.database import engine

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "public_code",
        sa.Column("code", sa.String(length=7), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("purpose", sa.String(length=120), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=True),
        sa.Column("first", sa.String(length=10), nullable=True),
        sa.Column("last", sa.String(length=10), nullable=True),
        sa.Column("made_by", sa.String(length=36), nullable=False),
        sa.Column("made_from", sa.String(length=36), nullable=True),
        sa.Column("made_at", engine.Instant(timezone=True), nullable=False),
        sa.Column("ended_at", engine.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_public_code_unit_id")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_public_code")),
    )
    _index("public_code", "unit_id")
    op.create_table(
        "public_code_link",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=7), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("until", engine.Instant(timezone=True), nullable=False),
        _of_code("public_code_link"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_code_link")),
    )
    _index("public_code_link", "code")
    op.create_table(
        "public_code_print",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=7), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("noted_by", sa.String(length=36), nullable=False),
        sa.Column("gone", sa.String(length=10), nullable=True),
        _of_code("public_code_print"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_code_print")),
    )
    _index("public_code_print", "code")
    op.create_table(
        "public_code_count",
        sa.Column("code", sa.String(length=7), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("scans", sa.Integer(), nullable=False),
        _of_code("public_code_count"),
        sa.PrimaryKeyConstraint("code", "day", name=op.f("pk_public_code_count")),
    )


def _of_code(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["code"], ["public_code.code"], name=op.f(f"fk_{table}_code")
    )


def _index(table: str, column: str) -> None:
    with op.batch_alter_table(table) as batch:
        batch.create_index(op.f(f"ix_{table}_{column}"), [column])


def downgrade() -> None:
    for table in ("public_code_count", "public_code_print", "public_code_link", "public_code"):
        op.drop_table(table)
