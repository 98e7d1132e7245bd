"""Who waits for a person's word on a phone, whatever code comes for anybody.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("enrolment") as batch:
        batch.add_column(
            sa.Column("held_back", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    # Who waits otherwise is nobody yet, and came by a code with which everybody waits.
    op.execute(
        sa.text(
            "UPDATE enrolment SET held_back = true WHERE state IN ('pending', 'refused')"
            " AND (invitation_id IS NULL OR stands_alone OR invitation_id IN"
            " (SELECT id FROM invitation WHERE auto_approve))"
        )
    )


def downgrade() -> None:
    with op.batch_alter_table("enrolment") as batch:
        batch.drop_column("held_back")
