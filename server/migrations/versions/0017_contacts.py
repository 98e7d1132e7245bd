"""The phones in use by when they were last heard of: what is newest is looked at for each answer.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

WAS_HEARD = sa.text("last_contact_at IS NOT NULL AND revoked_at IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_device_last_contact_at",
        "device",
        ["last_contact_at"],
        sqlite_where=WAS_HEARD,
        postgresql_where=WAS_HEARD,
    )


def downgrade() -> None:
    op.drop_index("ix_device_last_contact_at", "device")
