"""Of a phone also when it was last given a new secret, and whether it names who holds it.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("device", sa.Column("secret_renewed_at", sa.DateTime(timezone=True)))
    op.add_column(
        "device",
        sa.Column("acting_required", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    op.drop_column("device", "acting_required")
    op.drop_column("device", "secret_renewed_at")
