"""The trail is read by what its acts are called, and accounts know up to where it was told.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

INDEX = "ix_audit_entry_acts_by_action"
IS_ACT = sa.text("action <> 'changes_received'")


def upgrade() -> None:
    op.create_index(
        INDEX,
        "audit_entry",
        ["action", "id"],
        sqlite_where=IS_ACT,
        postgresql_where=IS_ACT,
    )
    with op.batch_alter_table("account") as batch:
        batch.add_column(
            sa.Column("acts_noted", sa.BigInteger(), nullable=False, server_default="0")
        )
    # What was done before this version is told to nobody anew.
    op.execute(
        "UPDATE account SET acts_noted = (SELECT COALESCE(MAX(id), 0) FROM audit_entry)"
    )


def downgrade() -> None:
    with op.batch_alter_table("account") as batch:
        batch.drop_column("acts_noted")
    op.drop_index(INDEX, table_name="audit_entry")
