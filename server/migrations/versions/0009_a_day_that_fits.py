"""Which day would fit a session that waits because of its day.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("review_item") as batch_op:
        batch_op.add_column(sa.Column("fits", sa.String(length=10), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("review_item") as batch_op:
        batch_op.drop_column("fits")
