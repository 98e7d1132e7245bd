"""What counts as whose, in trees drawn at random: as the plain definition has it, and at a cost that grows
with what there is to be found."""

from collections.abc import Callable
from itertools import pairwise
from random import Random
from time import process_time

from server.organisation.store.placements import Placements
from server.organisation.team_periods import days_under
from server.organisation.tree import Node, Tree

Follows = Callable[[frozenset[str], set[str]], bool]


def drawn(random: Random) -> Tree:
    """Up to four ranks of units of which some ended, were merged, divided or just dissolved, also in turn
    and into one another."""
    names = [f"u{number}" for number in range(random.randint(1, 14))]
    ranks = {name: random.randint(0, 3) for name in names}
    nodes = []
    for name in names:
        above = [each for each in names if ranks[each] < ranks[name]]
        parent = random.choice(above) if above and random.random() < 0.8 else None
        ended = random.random() < 0.6
        successors = random.sample(names, random.randint(0, min(3, len(names)))) if ended else []
        nodes.append(Node(name, parent, ranks[name], ended, frozenset(successors)))
    return Tree(nodes)


def under(tree: Tree, unit: str, moved: bool) -> set[str]:
    """The unit and all under it; without `moved` none that has its place elsewhere now, nor what is under
    such a one."""
    found = {unit}
    for each in tree.children(unit):
        if moved or not tree[each].successors:
            found |= under(tree, each, moved)
    return found


def grown(
    tree: Tree, root: str, follows: Follows, *, dissolved: bool = True, moved: bool = True
) -> frozenset[str]:
    """The definition: as long as anything is added, all units are looked through again."""
    found = under(tree, root, moved)
    while True:
        new = {one.id for one in tree.values() if one.successors and follows(one.successors, found)}
        if dissolved:
            new |= {
                one.id
                for one in tree.values()
                if one.ended and not one.successors and one.rank >= tree[root].rank
                if tree.children(one.id) and tree.children(one.id) <= found
            }
        new |= {inner for unit in new for inner in under(tree, unit, moved)}
        if new <= found:
            return frozenset(found)
        found |= new


def test_what_counts_as_whose_is_what_the_definition_says() -> None:
    random = Random(20261128)
    told_apart = [0, 0, 0]
    for _ in range(1_500):
        tree = drawn(random)
        for root in tree:
            over = tree[root].ended
            whole = grown(tree, root, lambda successors, found: successors <= found, moved=over)
            seen = grown(tree, root, lambda successors, found: bool(successors & found))
            said = grown(tree, root, lambda after, found: after <= found, dissolved=False)
            assert tree.counted_now(root) == whole
            assert tree.seen_from(root) == seen
            assert tree.taken_over(root) == said
            for place, pair in enumerate(pairwise((tree.below(root), said, whole, seen))):
                told_apart[place] += pair[0] != pair[1]
    assert min(told_apart) > 40


def test_signed_totals_add_up_to_those_of_just_these_units() -> None:
    random = Random(20261130)
    taken = 0
    for _ in range(1_500):
        tree = drawn(random)
        own = {unit: random.randint(1, 10**9) for unit in tree}
        total = {unit: sum(own[each] for each in tree.below(unit)) for unit in tree}
        for root in tree:
            counted = tree.counted_now(root)
            said = tree.signed(counted)
            taken += any(each.startswith("-") for each in said)
            found = (total[e[1:]] * -1 if e.startswith("-") else total[e] for e in said)
            assert sum(found) == sum(own[each] for each in counted)
    assert taken > 40


def province(communes: int) -> Tree:
    """Communes that each took the place of two, all under one unit."""
    nodes = [Node("province", None, 0, False, frozenset())]
    for number in range(communes):
        nodes.append(Node(f"c{number}", "province", 2, False, frozenset()))
        for part in "ab":
            name = f"{part}{number}"
            nodes.append(Node(name, "province", 2, True, frozenset([f"c{number}"])))
    return Tree(nodes)


def seconds(communes: int) -> float:
    tree = province(communes)
    began = process_time()
    for number in range(communes):
        root = f"c{number}"
        assert len(tree.counted_now(root)) == 3
        tree.seen_from(root)
        tree.taken_over(root)
    return process_time() - began


def test_all_children_of_a_unit_together_cost_about_one_walk() -> None:
    short = min(seconds(200) for _ in range(5))
    assert min(seconds(2_000) for _ in range(3)) < 30 * short


def test_days_of_teams_under_units_are_what_the_rule_says() -> None:
    random = Random(20261128)
    units = [f"u{number}" for number in range(12)]
    days = [f"2026-01-{day:02}" for day in range(1, 29)]
    rows = []
    for number in range(30):
        start = sorted(random.sample(days, 3))
        rows += [(f"t{number}", random.choice(units), day, None) for day in start]
    stood = Placements(sorted(rows, key=lambda row: row[2]))
    for size in range(13):
        for _ in range(20):
            some = frozenset(random.sample(units, size)) | {"unknown"}
            found = stood.days_under(some)
            assert found == days_under(stood.stays, some)
            assert list(found) == list(days_under(stood.stays, some))
