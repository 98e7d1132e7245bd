"""What guides say, and ever said.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

from server.database import engine

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guide_version",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title_vi", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("written_at", engine.Instant(timezone=True), nullable=False),
        sa.Column("written_by", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("code", "version", name=op.f("pk_guide_version")),
    )


def downgrade() -> None:
    op.drop_table("guide_version")
