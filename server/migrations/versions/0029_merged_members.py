"""Members who were entered twice and merged, and phones whose owner says to be a known member.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("member") as batch:
        batch.add_column(sa.Column("merged_into", sa.String(length=36), nullable=True))
        batch.create_foreign_key(
            op.f("fk_member_merged_into"), "member", ["merged_into"], ["id"]
        )
        batch.create_index(op.f("ix_member_merged_into"), ["merged_into"])
    with op.batch_alter_table("enrolment") as batch:
        batch.add_column(
            sa.Column("claimed", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    with op.batch_alter_table("enrolment") as batch:
        batch.drop_column("claimed")
    with op.batch_alter_table("member") as batch:
        batch.drop_index(op.f("ix_member_merged_into"))
        batch.drop_constraint(op.f("fk_member_merged_into"), type_="foreignkey")
        batch.drop_column("merged_into")
