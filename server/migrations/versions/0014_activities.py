"""Days of action.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

from server.database import engine

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("first", sa.String(length=10), nullable=False),
        sa.Column("last", sa.String(length=10), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("partners", sa.String(length=400), nullable=True),
        sa.Column("set_by", sa.String(length=36), nullable=False),
        sa.Column("set_at", engine.Instant(timezone=True), nullable=False),
        sa.Column("called_off_at", engine.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_activity_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    op.create_index(op.f("ix_activity_unit_id"), "activity", ["unit_id"])
    op.create_table(
        "activity_team",
        sa.Column("activity_id", sa.String(length=36), nullable=False),
        sa.Column("team_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_team_activity_id")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_activity_team_team_id")),
        sa.PrimaryKeyConstraint("activity_id", "team_id", name=op.f("pk_activity_team")),
    )
    op.create_index(op.f("ix_activity_team_team_id"), "activity_team", ["team_id"])


def downgrade() -> None:
    op.drop_table("activity_team")
    op.drop_table("activity")
