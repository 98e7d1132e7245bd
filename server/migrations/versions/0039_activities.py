"""Activities of every kind, with their programme, and the channels that phones are granted.

Revision ID: 0039
Revises: 0038
"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "channel_grant",
        sa.Column("channel", sa.String(length=48), nullable=False),
        sa.Column("grantee", sa.String(length=36), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("last", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("channel", "grantee", name=op.f("pk_channel_grant")),
    )
    with op.batch_alter_table("channel_grant") as batch:
        batch.create_index(op.f("ix_channel_grant_grantee"), ["grantee"])
    with op.batch_alter_table("activity") as batch:
        # What was set up before is a day of action: its sessions go on belonging to it.
        batch.add_column(
            sa.Column("kind", sa.String(length=16), nullable=False, server_default="ra_quan")
        )
        batch.add_column(sa.Column("link", sa.String(length=500), nullable=True))
        batch.add_column(sa.Column("slots", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("agenda", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(
            sa.Column("version", sa.Integer(), nullable=False, server_default="0")
        )


def downgrade() -> None:
    with op.batch_alter_table("activity") as batch:
        for column in ("version", "agenda", "slots", "link", "kind"):
            batch.drop_column(column)
    op.drop_table("channel_grant")
