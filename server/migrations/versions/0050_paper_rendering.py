"""The text of a paper as its public page shows it.

Revision ID: 0050
Revises: 0049
"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("paper_version", sa.Column("html", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("paper_version", "html")
