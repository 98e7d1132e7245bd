"""Files that versions of heritage sites name.

Revision ID: 0044
Revises: 0043
"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "heritage_site_file",
        sa.Column("site_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=7), nullable=False),
        sa.Column("type", sa.String(length=80), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "number"],
            ["heritage_site_version.site_id", "heritage_site_version.number"],
            name="fk_heritage_site_file_version",
        ),
        sa.PrimaryKeyConstraint("site_id", "number", "sha", name=op.f("pk_heritage_site_file")),
    )
    with op.batch_alter_table("heritage_site_file") as batch:
        batch.create_index(op.f("ix_heritage_site_file_sha"), ["sha"])


def downgrade() -> None:
    op.drop_table("heritage_site_file")
