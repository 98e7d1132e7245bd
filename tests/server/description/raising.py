"""Which problems a function of the server can raise, read from the code: those that it names, and
those of everything that it names, to the end. A class stands for all its methods."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sync.problems import PROBLEMS

Thing = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign
OF_REQUESTS = frozenset(code for code, problem in PROBLEMS.items() if problem.status)
SERVER = Path(__file__).parents[3] / "server"
RULES = SERVER.parent / "sync" / "possession.py"
"""What of the rules decides about a whole request."""
ACTS = SERVER / "audit" / "actions.py"
"""Acts in the audit trail are called as they like, and some as problems are."""


def codes_raised(module: str, function: str) -> frozenset[str]:
    """The codes that can come out of a function of the server."""
    codes: set[str] = set()
    seen: set[str] = set()
    left = [f"{module}.{function}"]
    while left:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            found, named = things().get(name, (frozenset(), frozenset()))
            codes |= found
            left += named
    return frozenset(codes)


@cache
def things() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """For every function and class of the server the codes and the names that stand in it."""
    found = {}
    for path in sorted({*SERVER.rglob("*.py"), RULES} - {ACTS}):
        module = ".".join(path.relative_to(SERVER.parent).with_suffix("").parts)
        module = module.removesuffix(".__init__")
        tree = ast.parse(path.read_text())
        names = dict(_names(module, tree))
        for node in tree.body:
            if isinstance(node, Thing):
                codes, named = frozenset(_codes(node)), frozenset(_named(node, names))
                for name in _called(node):
                    found[f"{module}.{name}"] = codes, named
        # What a package hands on is known by the package's name too.
        for name, meant in names.items():
            found.setdefault(f"{module}.{name}", (frozenset(), frozenset({meant})))
    return found


def _called(node: Thing) -> list[str]:
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return [target.id for target in targets if isinstance(target, ast.Name)]
    return [node.name]


def _names(module: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What each name of a module means: what it defines and what it imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"
    for node in tree.body:
        if isinstance(node, Thing):
            for name in _called(node):
                yield name, f"{module}.{name}"


def _codes(node: ast.AST) -> Iterator[str]:
    """The codes of whole requests that are said in a thing, also to hand them on."""
    for inner in _running(node):
        if isinstance(inner, ast.Constant) and inner.value in OF_REQUESTS:
            yield inner.value


def _named(node: ast.AST, names: dict[str, str]) -> Iterator[str]:
    """What a thing uses when it runs; annotations, and decorators that were called, ran before. A
    decorator that stands there by its name is run each time."""
    for decorator in getattr(node, "decorator_list", ()):
        if isinstance(decorator, ast.Name) and decorator.id in names:
            yield names[decorator.id]
    for inner in _running(node):
        if isinstance(inner, ast.Name) and inner.id in names:
            yield names[inner.id]
        elif isinstance(inner, ast.Attribute) and getattr(inner.value, "id", None) in names:
            yield f"{names[inner.value.id]}.{inner.attr}"  # type: ignore[attr-defined]


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run, without decorators and annotations, actions of the audit trail, and comparisons of a
    problem that was caught."""
    yield node
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.IsNot | ast.Is):
        return
    if getattr(getattr(node, "func", None), "id", "") in ("record_audit", "record_audits"):
        return
    for name, inner in ast.iter_fields(node):
        if name not in ("decorator_list", "annotation", "returns"):
            for each in inner if isinstance(inner, list) else [inner]:
                if isinstance(each, ast.AST):
                    yield from _running(each)
