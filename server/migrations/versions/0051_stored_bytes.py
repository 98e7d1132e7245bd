"""How many bytes a phone has stored on its last day.

Revision ID: 0051
Revises: 0050
"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("device", sa.Column("stored_on", sa.String(10), nullable=True))
    op.add_column(
        "device", sa.Column("stored_bytes", sa.BigInteger(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    op.drop_column("device", "stored_bytes")
    op.drop_column("device", "stored_on")
