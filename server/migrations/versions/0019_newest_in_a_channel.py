"""A channel's digest also tells its newest number, so that a phone's question whether anything is new costs
no look at the rows. A server of before, which may still write meanwhile, leaves both columns as they are: so
the second one tells with which sum the first was written.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

NEWEST = "COALESCE((SELECT MAX(ver) FROM {0} WHERE {0}.channel = channel_digest.channel), 0)"


def upgrade() -> None:
    op.add_column(
        "channel_digest", sa.Column("ver", sa.BigInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "channel_digest", sa.Column("ver_of", sa.String(16), server_default="", nullable=False)
    )
    for table in ("record", "exit_row"):
        newest = NEWEST.format(table)
        op.execute(f"UPDATE channel_digest SET ver = {newest} WHERE ver < {newest}")
    op.execute("UPDATE channel_digest SET ver_of = sum")


def downgrade() -> None:
    op.drop_column("channel_digest", "ver_of")
    op.drop_column("channel_digest", "ver")
