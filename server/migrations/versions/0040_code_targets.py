"""A printed code leads to a link or to a record of this server.

Revision ID: 0040
Revises: 0039
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_TABLES = ("public_code", "public_code_link")


def upgrade() -> None:
    for table in _TABLES:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("target_kind", sa.String(length=20), nullable=True))
            batch.add_column(sa.Column("target_id", sa.String(length=36), nullable=True))
    with op.batch_alter_table("public_code") as batch:
        batch.create_index(op.f("ix_public_code_target_id"), ["target_id"])
    with op.batch_alter_table("public_code_link") as batch:
        batch.alter_column("link", existing_type=sa.String(length=500), nullable=True)


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM public_code_link WHERE link IS NULL"))
    with op.batch_alter_table("public_code_link") as batch:
        batch.alter_column("link", existing_type=sa.String(length=500), nullable=False)
    with op.batch_alter_table("public_code") as batch:
        batch.drop_index(op.f("ix_public_code_target_id"))
    for table in _TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("target_id")
            batch.drop_column("target_kind")
