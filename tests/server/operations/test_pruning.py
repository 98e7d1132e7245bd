"""Which backups of a folder stay: the last of each of so many days, weeks and months, the newest in any case,
and whatever is not ours."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.operations.backups import BackupError
from server.operations.backups.naming import (
    YOUNG,
    Keep,
    backup_name,
    moment_of,
    newest,
    of_the_future,
    parse_keep,
    prune,
    to_prune,
)

NIGHT = datetime(2026, 11, 29, 19, 30, tzinfo=UTC)
"""Half past two on Monday 30 November in Vietnam."""
OTHERS = ["notes.txt", "tungngo-20261129T193000Z.backup.part", "tungngo-20269929T193000Z.backup",
          "tungngo-20261129T193000Z.backup.age.old", "xtungngo-20261129T193000Z.backup"]  # fmt: skip
KEEPS = st.builds(Keep, *[st.integers(0, 9)] * 3)
MOMENTS = st.lists(st.integers(0, 1000 * 24 * 60).map(lambda ago: NIGHT - timedelta(minutes=ago)))


def nights(*ago: int) -> list[str]:
    return [backup_name(NIGHT - timedelta(days=days), is_sealed=False) for days in ago]


def ago(names: list[str]) -> list[int]:
    found = [moment_of(name) for name in names]
    return sorted((NIGHT - each).days for each in found if each)


@pytest.mark.parametrize(
    ("keep", "stay"),
    [
        ("7d", [0, 1, 2, 3, 4, 5, 6]),
        ("1d", [0, 1]),
        ("4w", [0, 1, 8, 15]),
        ("3m", [0, 1, 30, 61]),
        ("2d2w2m", [0, 1, 30]),
        ("7d4w12m", [*range(7), 8, 15, 30, 61, 91]),
    ],
)
def test_of_a_hundred_nights(keep: str, stay: list[int]) -> None:
    names = nights(*range(100))
    gone = to_prune(names, parse_keep(keep), NIGHT)
    assert ago([name for name in names if name not in gone]) == stay


def test_days_are_those_of_vietnam() -> None:
    """Of two at half past eleven in the evening and half past two at night there each is another day's."""
    late, early = NIGHT - timedelta(hours=3), NIGHT
    names = [backup_name(each, is_sealed=True) for each in (late, early)]
    later = NIGHT + YOUNG
    assert to_prune(names, Keep(days=2), later) == []
    assert to_prune(names, Keep(days=1), later) == names[:1]


def test_of_two_days_nothing_goes() -> None:
    """Who restores one of them may be at it while the next one is made."""
    names = [backup_name(NIGHT - timedelta(hours=hours), is_sealed=False) for hours in range(60)]
    assert ago(to_prune(names, Keep(days=1), NIGHT)) == [2] * 12


@given(MOMENTS, KEEPS, st.booleans())
def test_the_newest_stays_and_nothing_of_others_goes(
    moments: list[datetime], keep: Keep, is_sealed: bool
) -> None:
    names = [*{backup_name(each, is_sealed=is_sealed) for each in moments}, *OTHERS]
    gone = to_prune(names, keep, NIGHT)
    left = [name for name in names if name not in gone]
    assert set(OTHERS) <= set(left)
    assert newest(left, NIGHT) == newest(names, NIGHT)
    young = {name for name in left if (made := moment_of(name)) and made > NIGHT - YOUNG}
    of_old = len(set(left) - young) - len(OTHERS)
    assert of_old <= max(1, keep.days + keep.weeks + keep.months)
    assert to_prune(left, keep, NIGHT) == []  # the same again does nothing


@pytest.mark.parametrize(
    "text", ["", "7", "d", "7d4d", "4w7d", "0d", "7d ", "-1d", "7.5d", "99999d"]
)
def test_what_is_no_wish_is_refused(text: str) -> None:
    with pytest.raises(BackupError, match="7d4w12m"):
        parse_keep(text)


def test_only_files_of_ours_are_deleted(tmp_path: Path) -> None:
    old, new, folder, link = nights(9, 0, 10, 11)
    for name in (old, new, *OTHERS):
        (tmp_path / name).touch()
    (tmp_path / folder).mkdir()
    (tmp_path / link).symlink_to(tmp_path / "notes.txt")
    assert prune(tmp_path, Keep(days=1), NIGHT, new) == [old]
    assert {each.name for each in tmp_path.iterdir()} == {new, folder, link, *OTHERS}


def test_what_is_dated_in_the_future_is_neither_deleted_nor_the_newest(tmp_path: Path) -> None:
    """A clock was once ahead. By a few minutes any may be; even then what was just made stays."""
    made, old, future = nights(0, 3, -400)
    ahead = backup_name(NIGHT + timedelta(minutes=4), is_sealed=False)
    names = [made, old, ahead, future]
    assert newest([made, old, future], NIGHT) == made
    assert newest(names, NIGHT) == ahead
    assert of_the_future(names, NIGHT) == [future]
    for name in names:
        (tmp_path / name).touch()
    assert prune(tmp_path, Keep(days=1), NIGHT, made) == [old]
    assert {each.name for each in tmp_path.iterdir()} == {made, ahead, future}
