"""What phones ask that want to come back has an id, which a decision names.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Whoever waited asks again: nobody may approve one by an id that no screen has shown.
    op.execute("DELETE FROM device_renewal")
    with op.batch_alter_table("device_renewal") as batch:
        batch.add_column(sa.Column("id", sa.String(length=36), nullable=False))
        batch.create_unique_constraint(op.f("uq_device_renewal_id"), ["id"])


def downgrade() -> None:
    with op.batch_alter_table("device_renewal") as batch:
        batch.drop_constraint(op.f("uq_device_renewal_id"), type_="unique")
        batch.drop_column("id")
