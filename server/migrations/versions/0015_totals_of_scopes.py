"""Sessions, people and turns of each scope and period, in one row.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

FILL = """
INSERT INTO scope_tally (scope_kind, scope_id, period, sessions, people, turns)
SELECT scope_kind, scope_id, period, SUM(sessions), SUM(people), SUM(turns) FROM (
 SELECT scope_kind, scope_id, period, sessions, people, 0 AS turns FROM session_tally
 UNION ALL SELECT scope_kind, scope_id, period, 0, 0, turns FROM turn_tally
) AS parts GROUP BY scope_kind, scope_id, period
"""


def upgrade() -> None:
    op.create_table(
        "scope_tally",
        sa.Column("scope_kind", sa.String(length=4), nullable=False),
        sa.Column("scope_id", sa.String(length=36), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("scope_kind", "scope_id", "period", name=op.f("pk_scope_tally")),
        sqlite_with_rowid=False,
    )
    op.execute(FILL)


def downgrade() -> None:
    op.drop_table("scope_tally")
