"""Tables are widened so that the version before goes on working on them; what takes something away says so
(`contracts = True`), and then the nodes of the version before give up their place at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MIGRATIONS = sorted((ROOT / "server/migrations/versions").glob("[0-9]*.py"))
FROM = "0043"
"""Since then it is asked."""
NARROWING = {"drop_table", "drop_column", "rename_table", "alter_column", "drop_constraint"}


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """The calls of a method, by its name: `op.add_column` and `batch.add_column` alike."""
    for each in ast.walk(tree):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute):
            yield each.func.attr, each


def upgrade_of(text: str) -> ast.FunctionDef:
    tree = ast.parse(text)
    return next(
        each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name == "upgrade"
    )


def says(text: str) -> bool:
    return "\ncontracts = True\n" in text


def is_narrow(text: str) -> bool:
    """Whether the code of before would notice: something goes, or a column has to be filled that it knows
    nothing of."""
    for name, call in calls(upgrade_of(text)):
        if name in NARROWING:
            return True
        if name == "add_column" and _must_be_filled(call):
            return True
    return False


def _must_be_filled(call: ast.Call) -> bool:
    (column,) = (
        each for each in ast.walk(call) if isinstance(each, ast.Call) and _name(each) == "Column"
    )
    said = {each.arg: each.value for each in column.keywords}
    nullable = said.get("nullable")
    is_nullable = nullable is None or (isinstance(nullable, ast.Constant) and nullable.value)
    return not is_nullable and "server_default" not in said


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def stands_in_the_way(text: str) -> list[str]:
    """The indexes on tables that are there already which are not made beside those who write."""
    upgrade = upgrade_of(text)
    made = {_first(call) for name, call in calls(upgrade) if name == "create_table"}
    found = []
    for name, call in calls(upgrade):
        if name == "create_index" and len(call.args) > 1:
            table = ast.literal_eval(call.args[1]) if isinstance(call.args[1], ast.Constant) else ""
            beside = any(each.arg == "postgresql_concurrently" for each in call.keywords)
            if table and table not in made and not beside:
                found.append(table)
    return found


def _first(call: ast.Call) -> str:
    first = call.args[0] if call.args else None
    return str(first.value) if isinstance(first, ast.Constant) else ""


ASKED = [each for each in MIGRATIONS if each.name >= FROM]


@pytest.mark.parametrize("path", ASKED, ids=[each.stem for each in ASKED])
def test_what_takes_something_away_says_so(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert is_narrow(text) <= says(text)
    assert not stands_in_the_way(text)


@pytest.mark.parametrize(
    ("statement", "narrow"),
    [
        ('op.drop_column("a", "b")', True),
        ('op.alter_column("a", "b", nullable=False)', True),
        ('op.add_column("a", sa.Column("b", sa.String(), nullable=False))', True),
        (
            'op.add_column("a", sa.Column("b", sa.String(), nullable=False, server_default=""))',
            False,
        ),
        ('op.add_column("a", sa.Column("b", sa.String(), nullable=True))', False),
        ('op.create_table("a", sa.Column("b", sa.String(), nullable=False))', False),
    ],
)
def test_what_the_former_code_would_notice_is_known(statement: str, narrow: bool) -> None:
    assert is_narrow(f"def upgrade():\n    {statement}\n") is narrow


def test_an_index_on_a_table_in_use_is_made_beside_those_who_write() -> None:
    plain = 'def upgrade():\n    op.create_index("i", "team", ["name"])\n'
    assert stands_in_the_way(plain) == ["team"]
    beside = plain.replace("])", "], postgresql_concurrently=True)")
    assert stands_in_the_way(beside) == []
