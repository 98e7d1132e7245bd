"""Files by their hash: what is kept, who sent it, and what of one is here so far.

Revision ID: 0038
Revises: 0037
"""

import sqlalchemy as sa
from alembic import op

from server.database import engine

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_SENDER = (("kind", 7), ("sender", 36), ("sha", 64))


def upgrade() -> None:
    op.create_table(
        "stored_file",
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=80), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("at", engine.Instant(timezone=True), nullable=False),
        sa.Column("erased_at", engine.Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("sha", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "stored_file_piece",
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("at", engine.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha", "number", name=op.f("pk_stored_file_piece")),
    )
    op.create_table(
        "file_sender",
        *_sender(),
        sa.Column("unit_id", sa.String(length=36), nullable=True),
        sa.Column("at", engine.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["sha"], ["stored_file.sha"], name=op.f("fk_file_sender_sha")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_file_sender_unit_id")),
        sa.PrimaryKeyConstraint("kind", "sender", "sha", name=op.f("pk_file_sender")),
    )
    _index("file_sender", "sha")
    _index("file_sender", "unit_id")
    op.create_table(
        "partial_file",
        *_sender(),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=True),
        sa.Column("begun_at", engine.Instant(timezone=True), nullable=False),
        sa.Column("at", engine.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_partial_file_unit_id")),
        sa.PrimaryKeyConstraint("kind", "sender", "sha", name=op.f("pk_partial_file")),
    )
    _index("partial_file", "unit_id")
    _index("partial_file", "at")
    op.create_table(
        "partial_file_piece",
        *_sender(),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint(
            "kind", "sender", "sha", "start", name=op.f("pk_partial_file_piece")
        ),
    )
    op.create_table(
        "file_rendition",
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=80), nullable=False),
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("most_bytes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sha"], ["stored_file.sha"], name=op.f("fk_file_rendition_sha")),
        sa.ForeignKeyConstraint(
            ["source"], ["stored_file.sha"], name=op.f("fk_file_rendition_source")
        ),
        sa.PrimaryKeyConstraint("source", "wanted", "type", name=op.f("pk_file_rendition")),
    )
    _index("file_rendition", "sha")


def _sender() -> list[sa.Column]:
    return [sa.Column(name, sa.String(length=size), nullable=False) for name, size in _SENDER]


def _index(table: str, column: str) -> None:
    with op.batch_alter_table(table) as batch:
        batch.create_index(op.f(f"ix_{table}_{column}"), [column])


def downgrade() -> None:
    for table in (
        "file_rendition", "partial_file_piece", "partial_file", "file_sender", "stored_file_piece", "stored_file",
    ):
        op.drop_table(table)
