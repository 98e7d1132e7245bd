"""Which times in a team go with a phone that is refused: kept where the time is, not with each phone.

Revision ID: 0036
Revises: 0035
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_OF_IT = (
    "enrolment.member_id = membership.member_id AND enrolment.team_id = membership.team_id"
    " AND enrolment.state"
)


def upgrade() -> None:
    with op.batch_alter_table("membership") as batch:
        batch.add_column(
            sa.Column("provisional", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute(
        sa.text(
            "UPDATE membership SET provisional = true WHERE valid_to IS NULL"
            f" AND EXISTS (SELECT 1 FROM enrolment WHERE {_OF_IT} = 'pending' AND NOT stands_alone"
            " AND membership.role = COALESCE((SELECT role FROM invitation"
            " WHERE invitation.id = enrolment.invitation_id), 'volunteer'))"
            f" AND NOT EXISTS (SELECT 1 FROM enrolment WHERE {_OF_IT}"
            " IN ('approved', 'ended', 'barred'))"
        )
    )
    with op.batch_alter_table("enrolment") as batch:
        batch.drop_column("stands_alone")


def downgrade() -> None:
    with op.batch_alter_table("enrolment") as batch:
        batch.add_column(
            sa.Column("stands_alone", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute(
        sa.text(
            "UPDATE enrolment SET stands_alone = true WHERE NOT EXISTS (SELECT 1 FROM membership"
            " WHERE membership.member_id = enrolment.member_id"
            " AND membership.team_id = enrolment.team_id AND membership.provisional)"
        )
    )
    with op.batch_alter_table("membership") as batch:
        batch.drop_column("provisional")
