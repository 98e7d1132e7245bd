"""The totals are tables of little but their keys: on SQLite they stand in the key's own order.

Revision ID: 0010
Revises: 0009
"""

from typing import Any

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("session_tally", "turn_tally", "reason_tally", "presence", "presence_tally")


def upgrade() -> None:
    _make_anew(sqlite_with_rowid=False)


def downgrade() -> None:
    _make_anew(sqlite_with_rowid=True)


def _make_anew(**kept_how: Any) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for table in TABLES:
        with op.batch_alter_table(table, recreate="always", table_kwargs=kept_how):
            pass
