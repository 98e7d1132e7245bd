"""An entry of the audit trail says at which unit its account was, and an activity from which unit it was
set up.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

KEPT = (
    ("audit_entry", "actor_unit_id", "actor_kind = 'account' AND account.id = audit_entry.actor_id"),
    ("activity", "set_from", "account.id = activity.set_by"),
)


def upgrade() -> None:
    for table, column, whose in KEPT:
        op.add_column(table, sa.Column(column, sa.String(length=36), nullable=True))
        # Of those of before nothing tells it but where the account is today.
        op.execute(f"UPDATE {table} SET {column} = (SELECT unit_id FROM account WHERE {whose})")


def downgrade() -> None:
    for table, column, _ in KEPT:
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)
