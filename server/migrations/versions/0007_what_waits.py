"""What waits for a person is found among all that ever did.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

RECORD = sa.table(
    "record",
    sa.column("id"),
    sa.column("kind"),
    sa.column("fields", sa.JSON()),
    sa.column("erased", sa.Boolean()),
    sa.column("waiting", sa.Boolean()),
)


def upgrade() -> None:
    with op.batch_alter_table("record") as batch_op:
        batch_op.add_column(sa.Column("waiting", sa.Boolean(), nullable=True))
    _mark(op.get_bind())
    _some_of("ix_record_waiting", "record", ["channel", "ver"], "waiting IS NOT NULL")
    op.drop_index("ix_review_item_team_id_review_item_settled_at", "review_item")
    columns = ["team_id", "received_at", "id"]
    _some_of("ix_review_item_open", "review_item", columns, "settled_at IS NULL")


def downgrade() -> None:
    op.drop_index("ix_review_item_open", "review_item")
    op.create_index(
        "ix_review_item_team_id_review_item_settled_at", "review_item", ["team_id", "settled_at"]
    )
    op.drop_index("ix_record_waiting", "record")
    with op.batch_alter_table("record") as batch_op:
        batch_op.drop_column("waiting")


def _some_of(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def _mark(connection: sa.Connection) -> None:
    """The proposals that nobody has settled."""
    chosen = sa.select(RECORD.c.id, RECORD.c.fields).where(
        RECORD.c.kind == "proposal", RECORD.c.erased.is_(sa.false())
    )
    rows = connection.execute(chosen).all()
    waiting = [{"record": record} for record, fields in rows if fields.get("settled") is None]
    if waiting:
        marked = RECORD.update().where(RECORD.c.id == sa.bindparam("record"))
        connection.execute(marked.values(waiting=True), waiting)
