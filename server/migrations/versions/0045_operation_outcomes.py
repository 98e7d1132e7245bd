"""How the last backup, drill and recount ended.

Revision ID: 0045
Revises: 0044
"""

import sqlalchemy as sa
from alembic import op

from server.database import engine

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "operation_outcome",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("ended_at", engine.Instant(timezone=True), nullable=False),
        sa.Column("succeeded_at", engine.Instant(timezone=True), nullable=True),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_operation_outcome")),
    )


def downgrade() -> None:
    op.drop_table("operation_outcome")
