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

# A time without an end and the phones of its member in its team that wait for it, or on which they are let
# in, or were when the phone was stopped. Whose other phone is ended by now had left and asks anew.
_WAITING = (
    "SELECT membership.id FROM membership JOIN enrolment"
    " ON enrolment.member_id = membership.member_id AND enrolment.team_id = membership.team_id"
    " LEFT JOIN invitation ON invitation.id = enrolment.invitation_id"
    " WHERE membership.valid_to IS NULL AND enrolment.state = 'pending' AND NOT enrolment.stands_alone"
    " AND membership.role = COALESCE(invitation.role, 'volunteer')"
)
_LET_IN = (
    "SELECT membership.id, membership.valid_from, enrolment.decided_at, enrolment.state"
    " FROM membership JOIN enrolment"
    " ON enrolment.member_id = membership.member_id AND enrolment.team_id = membership.team_id"
    " WHERE membership.valid_to IS NULL AND enrolment.state IN ('approved', 'barred')"
)


def upgrade() -> None:
    with op.batch_alter_table("membership") as batch:
        batch.add_column(
            sa.Column("provisional", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    connection = op.get_bind()
    waiting = {row[0] for row in connection.execute(sa.text(_WAITING))}
    for membership, began, decided, state in connection.execute(sa.text(_LET_IN)):
        if state == "approved" or str(decided)[:10] > began:
            waiting.discard(membership)
    for membership in sorted(waiting):
        connection.execute(
            sa.text("UPDATE membership SET provisional = true WHERE id = :id"), {"id": membership}
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
