"""Sessions that were rolled up into totals leave an exit row that says so.

Revision ID: 0047
Revises: 0046
"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("exit_row", sa.Column("rolled_up", sa.String(length=16), nullable=True))
    op.add_column("exit_row", sa.Column("handed_on", sa.Boolean(), nullable=True))
    where = sa.text("rolled_up IS NOT NULL")
    with op.get_context().autocommit_block():
        op.create_index(
            "ix_exit_row_rolled_up",
            "exit_row",
            ["record_id"],
            sqlite_where=where,
            postgresql_where=where,
            postgresql_concurrently=True,
            if_not_exists=True,
        )


def downgrade() -> None:
    op.drop_index("ix_exit_row_rolled_up", table_name="exit_row")
    op.drop_column("exit_row", "handed_on")
    op.drop_column("exit_row", "rolled_up")
