"""Changes by their number and by their phone are asked for no more: two indexes fewer to keep with
every change.

Revision ID: 0018
Revises: 0017
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_change_seq", "change")
    op.drop_index("ix_change_device_id", "change")


def downgrade() -> None:
    op.create_index("ix_change_device_id", "change", ["device_id"])
    op.create_index("ix_change_seq", "change", ["seq"])
