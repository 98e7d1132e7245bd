"""What keeps lists from growing slower with the records.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("record") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_record_kind_record_day_record_id"), ["kind", "day", "id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("record") as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_kind_record_day_record_id"))
