"""By whose word a phone stands in a name that somebody had before.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("enrolment") as batch:
        batch.add_column(sa.Column("vouched_by", sa.String(length=36), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("enrolment") as batch:
        batch.drop_column("vouched_by")
