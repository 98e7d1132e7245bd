"""Who has opened papers, and kept totals of what stands beside the three figures, with those of before.

Revision ID: 0043
Revises: 0042
"""

from collections import Counter
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from server.database import engine

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_opening",
        sa.Column("paper_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("team_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_opening_paper_id")),
        sa.PrimaryKeyConstraint(
            "paper_id", "version", "member_id", name=op.f("pk_paper_opening")
        ),
    )
    with op.batch_alter_table("paper_opening") as batch:
        batch.create_index(op.f("ix_paper_opening_member_id"), ["member_id"])
    op.create_table(
        "figure_tally",
        sa.Column("scope_kind", sa.String(length=4), nullable=False),
        sa.Column("scope_id", sa.String(length=36), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("figure", sa.String(length=12), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "scope_kind", "scope_id", "period", "figure", "part", name=op.f("pk_figure_tally")
        ),
        sqlite_with_rowid=False,
        postgresql_with={"fillfactor": 60},
    )
    _fill()


_VIETNAM = timedelta(hours=7)


def _fill() -> None:
    """Activities, papers and sites that stand already: each on its day, in its unit and all above it."""
    database = op.get_bind()
    parents = {row[0]: row[1] for row in database.execute(sa.text("SELECT id, parent_id FROM unit"))}
    found: Counter[tuple[str, str, str, str]] = Counter()
    for unit, first, kind in database.execute(
        sa.text("SELECT unit_id, first, kind FROM activity WHERE called_off_at IS NULL")
    ):
        found[unit, first, "activities", kind] += 1
    paper = sa.table(
        "paper", *map(sa.column, ("unit_id", "kind", "withdrawn_at")),
        sa.column("set_at", engine.Instant(timezone=True)),
    )  # fmt: skip
    standing = paper.c.withdrawn_at.is_(None)
    for unit, at, kind in database.execute(
        sa.select(paper.c.unit_id, paper.c.set_at, paper.c.kind).where(standing)
    ):
        found[unit, _day(at), "papers", kind] += 1
    site = sa.table("heritage_site", sa.column("id"), sa.column("unit_id"))
    version = sa.table(
        "heritage_site_version", sa.column("site_id"),
        sa.column("approved_at", engine.Instant(timezone=True)),
    )  # fmt: skip
    approved = (
        sa.select(site.c.unit_id, sa.func.min(version.c.approved_at, type_=engine.Instant()))
        .select_from(site.join(version, version.c.site_id == site.c.id))
        .where(version.c.approved_at.is_not(None))
        .group_by(site.c.id, site.c.unit_id)
    )
    for unit, at in database.execute(approved):
        found[unit, _day(at), "sites", ""] += 1
    totals: Counter[tuple[str, str, str, str]] = Counter()
    for (unit, day, figure, part), n in found.items():
        while unit is not None:
            for period in (day, day[:7]):
                totals[unit, period, figure, part] += n
            unit = parents[unit]
    for (unit, period, figure, part), n in sorted(totals.items()):
        database.execute(
            sa.text(
                "INSERT INTO figure_tally (scope_kind, scope_id, period, figure, part, n)"
                " VALUES ('unit', :unit, :period, :figure, :part, :n)"
            ),
            {"unit": unit, "period": period, "figure": figure, "part": part, "n": n},
        )


def _day(moment: datetime) -> str:
    return (moment.astimezone(UTC) + _VIETNAM).date().isoformat()


def downgrade() -> None:
    for table in ("figure_tally", "paper_opening"):
        op.drop_table(table)
