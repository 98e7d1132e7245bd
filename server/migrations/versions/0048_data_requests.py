"""What members ask for about their own data.

Revision ID: 0048
Revises: 0047
"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

_OPEN = sa.text("outcome IS NULL")


def upgrade() -> None:
    op.create_table(
        "data_request",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("received", sa.String(length=10), nullable=False),
        sa.Column("answer_by", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=8), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request")),
    )
    with op.batch_alter_table("data_request") as batch:
        batch.create_index(op.f("ix_data_request_member_id"), ["member_id"])
        batch.create_index(
            "ix_data_request_open", ["answer_by"], sqlite_where=_OPEN, postgresql_where=_OPEN
        )


def downgrade() -> None:
    op.drop_table("data_request")
