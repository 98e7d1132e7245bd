"""Invitations for a known member, locks taken away, what phones say of themselves, reasons.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("invitation") as batch_op:
        batch_op.add_column(sa.Column("member_id", sa.String(length=36), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_invitation_member_id_member"), "member", ["member_id"], ["id"]
        )
    with op.batch_alter_table("device") as batch_op:
        batch_op.add_column(sa.Column("readiness", sa.JSON(), nullable=True))
    with op.batch_alter_table("enrolment") as batch_op:
        batch_op.add_column(
            sa.Column("pin_resets", sa.Integer(), nullable=False, server_default="0")
        )
    op.create_table(
        "reason_tally",
        sa.Column("scope_kind", sa.String(length=4), nullable=False),
        sa.Column("scope_id", sa.String(length=36), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("service", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "scope_kind",
            "scope_id",
            "period",
            "service",
            "outcome",
            "reason",
            name=op.f("pk_reason_tally"),
        ),
    )


def downgrade() -> None:
    op.drop_table("reason_tally")
    with op.batch_alter_table("enrolment") as batch_op:
        batch_op.drop_column("pin_resets")
    with op.batch_alter_table("device") as batch_op:
        batch_op.drop_column("readiness")
    with op.batch_alter_table("invitation") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_invitation_member_id_member"), type_="foreignkey")
        batch_op.drop_column("member_id")
