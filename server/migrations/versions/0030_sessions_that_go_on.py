"""Help sessions that go on from others, so that who comes back is counted once.

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_SOME = sa.text("continues IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("record") as batch:
        batch.add_column(sa.Column("continues", sa.String(length=73), nullable=True))
    op.create_index(
        "ix_record_continues",
        "record",
        ["continues"],
        sqlite_where=_SOME,
        postgresql_where=_SOME,
    )


def downgrade() -> None:
    op.drop_index("ix_record_continues", "record")
    with op.batch_alter_table("record") as batch:
        batch.drop_column("continues")
