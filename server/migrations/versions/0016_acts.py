"""The acts in the audit trail, apart from the many changes that phones brought.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ACTS = sa.text("action <> 'changes_received'")


def upgrade() -> None:
    op.create_index(
        "ix_audit_entry_acts", "audit_entry", ["id"], sqlite_where=ACTS, postgresql_where=ACTS
    )


def downgrade() -> None:
    op.drop_index("ix_audit_entry_acts", "audit_entry")
