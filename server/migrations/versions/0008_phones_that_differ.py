"""Which channels of a phone differ from the server's, and since when.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

from server.database import engine

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("device") as batch_op:
        batch_op.add_column(sa.Column("differing", sa.JSON(), nullable=True))
        batch_op.add_column(
            sa.Column("differs_since", engine.Instant(timezone=True), nullable=True)
        )


def downgrade() -> None:
    with op.batch_alter_table("device") as batch_op:
        batch_op.drop_column("differs_since")
        batch_op.drop_column("differing")
