"""A figure entered by hand says from which unit it was entered.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "indicator_value", sa.Column("entered_from", sa.String(length=36), nullable=True)
    )
    # Of those of before nothing tells it but where the account is today.
    op.execute(
        "UPDATE indicator_value SET entered_from = "
        "(SELECT unit_id FROM account WHERE account.id = indicator_value.entered_by)"
    )


def downgrade() -> None:
    with op.batch_alter_table("indicator_value") as batch:
        batch.drop_column("entered_from")
