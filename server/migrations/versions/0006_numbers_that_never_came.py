"""Which numbers of each phone's changes never came.

Revision ID: 0006
Revises: 0005
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CHANGE = sa.table("change", sa.column("device_id"), sa.column("no"))
REVIEW = sa.table("review_item", sa.column("device_id"), sa.column("body", sa.JSON()))
DEVICE = sa.table("device", sa.column("id"), sa.column("highest_no"))
SAFE_INTEGER = 2**53 - 1


def upgrade() -> None:
    with op.batch_alter_table("device") as batch_op:
        batch_op.add_column(sa.Column("highest_no", sa.BigInteger(), nullable=True))
    gaps = op.create_table(
        "number_gap",
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("first_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last_no", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "first_no", name=op.f("pk_number_gap")),
    )
    _number(op.get_bind(), gaps)


def downgrade() -> None:
    op.drop_table("number_gap")
    with op.batch_alter_table("device") as batch_op:
        batch_op.drop_column("highest_no")


def _number(connection: sa.Connection, gaps: sa.Table) -> None:
    """Which numbers of each phone came and which did not, from all that was kept."""
    highest: list[dict[str, object]] = []
    missing: list[dict[str, object]] = []
    for device, numbers in _come(connection):
        before = 0
        for number in numbers:
            if number > before + 1:
                missing.append(
                    {"device_id": device, "first_no": before + 1, "last_no": number - 1}
                )
            before = max(before, number)
        highest.append({"device": device, "highest": before})
    if highest:
        known = DEVICE.update().where(DEVICE.c.id == sa.bindparam("device"))
        connection.execute(known.values(highest_no=sa.bindparam("highest")), highest)
    if missing:
        connection.execute(gaps.insert(), missing)


def _come(connection: sa.Connection) -> Iterator[tuple[str, list[int]]]:
    """Each phone with the numbers that came, in their order. Those of what was not understood, or
    came under an id that was taken, stand in the kept body alone."""
    bodies: dict[str, set[int]] = defaultdict(set)
    for device, body in connection.execute(sa.select(REVIEW.c.device_id, REVIEW.c.body)):
        no = body.get("no") if isinstance(body, dict) else None
        if device is not None and type(no) is int and 0 < no <= SAFE_INTEGER:
            bodies[device].add(no)
    chosen = (
        sa.select(CHANGE.c.device_id, CHANGE.c.no)
        .where(CHANGE.c.device_id.is_not(None), CHANGE.c.no.is_not(None))
        .order_by(CHANGE.c.device_id)
    )
    rows = connection.execute(chosen)
    for device, those in groupby(rows, key=lambda row: str(row[0])):
        yield device, sorted({int(no) for _, no in those} | bodies.pop(device, set()))
    for device, numbers in bodies.items():
        yield device, sorted(numbers)
