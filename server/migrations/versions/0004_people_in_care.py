"""Whether a time in a team ended by a move; old attempts are found by their time.

Revision ID: 0004
Revises: 0003
"""

import json
from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("attempt") as batch_op:
        batch_op.create_index(batch_op.f("ix_attempt_at"), ["at"], unique=False)
    with op.batch_alter_table("membership") as batch_op:
        batch_op.add_column(sa.Column("moved_to", sa.String(length=36), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_membership_moved_to"), "team", ["moved_to"], ["id"]
        )
    _tell_from_the_audit_trail()


def downgrade() -> None:
    with op.batch_alter_table("membership") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_membership_moved_to"), type_="foreignkey")
        batch_op.drop_column("moved_to")
    with op.batch_alter_table("attempt") as batch_op:
        batch_op.drop_index(batch_op.f("ix_attempt_at"))


def _tell_from_the_audit_trail() -> None:
    """Moves until now stand there, with the team before and after and the first day."""
    connection = op.get_bind()
    moves = connection.execute(
        sa.text("SELECT subject_id, details FROM audit_entry WHERE action = 'member_moved'")
    ).all()
    for member, details in moves:
        said = json.loads(details) if isinstance(details, str) else details
        last = date.fromisoformat(said["from"]) - timedelta(days=1)
        connection.execute(
            sa.text(
                "UPDATE membership SET moved_to = :after WHERE member_id = :member"
                " AND team_id = :before AND valid_to = :last"
            ),
            {
                "after": said["after"],
                "before": said["before"],
                "member": member,
                "last": last.isoformat(),
            },
        )
