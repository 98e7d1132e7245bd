"""What waits for a person is found by the phone that sent it: there is only so much room for it.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NAME = "ix_review_item_device"


def upgrade() -> None:
    waits = sa.text("settled_at IS NULL")
    op.create_index(
        NAME, "review_item", ["device_id"], sqlite_where=waits, postgresql_where=waits
    )


def downgrade() -> None:
    op.drop_index(NAME, table_name="review_item")
