"""Merging, dividing, renaming and moving units from a day on, first as a dry run that tells what
would happen."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from datetime import date, timedelta
from functools import partial
from typing import Any

from server.accounts.passwords import NO_PASSWORD
from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.auth.store import invitations
from server.database.clock import ahead_to, now, today
from server.database.engine import db, only_reading
from server.database.sql import fetch
from server.directory.store import figures
from server.directory.store.unit_references import belongings_of
from server.directory.use_cases.reading import show_unit_row
from server.directory.use_cases.succession import Moved, Succession
from server.directory.use_cases.unit_book import UnitBook
from server.organisation.serializers import show_unit
from server.organisation.store import units
from server.organisation.tables import Unit
from server.records.write_budget import LOCKED_SECONDS, WriteBudget
from server.records.writer import writing
from server.reports.closed_months import ClosedMonths
from server.scope.unit_editing import check_has_come
from server.statistics.contacts import contacts_query
from server.targets.carry_over import brought_to
from server.totals.store import counted_on
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
Part = Mapping[str, Any]
LONGEST_LOOK = timedelta(days=366)
"""So far ahead a change can be previewed. It is carried out by a person on its day or later."""
MOST_BELONGINGS = 500


def change_units(
    principal: Principal,
    actor: Actor,
    *,
    kind: str,
    ending: Sequence[str],
    into: Sequence[Part],
    on: str,
    goes: Sequence[Part],
    dry_run: bool,
) -> Shown:
    """Lets units end the day before `on` and others take their place from it: one that begins or is
    there already (merge), several (split), one of another name (rename) or under another unit
    (move). What stands below them goes along under new units of the same names, teams with what they
    count since, accounts and targets; no id of anything else changes. Commits, or with `dry_run`
    takes it all back, and tells either way what came of it, with every refusal by name.
    Raises not_found, wrong_role, label_refused, day_too_late, invalid_shape for what does not fit
    together, and unless it is a dry run the first of the refusals: already_replaced, closed_on_day,
    day_too_early, code_taken, unit_full, still_undecided; change_too_large, added_too_much and change_slow also
    of a dry run. A dry run of a day to come, at most a year ahead, tells what would happen on that day."""
    latest = (date.fromisoformat(today()) + LONGEST_LOOK).isoformat()
    if not dry_run or on > latest:
        check_has_come(on)
    # Rights are looked up as of now, what would happen as of the day.
    looking = partial(ahead_to, on) if on > today() else nullcontext

    def work_out(book: UnitBook) -> Succession:
        named = [book.kept(each) for each in dict.fromkeys(ending)]
        _check_fits(kind, named, into, goes)
        change = Succession(book, actor, on)
        change.end(named)
        change.begin(into)
        return change

    with only_reading(), looking():  # what cannot be done at all is told while nobody waits
        book = UnitBook(principal)
        change = work_out(book)
        if change.refusals.found and dry_run:
            closed = ClosedMonths(_touched(change.named, into), on)
            return {**_show(change), "closed": closed.moved(), "done": False}
        change.refusals.raise_first()
    with writing(db.session) as writer, looking():
        budget = WriteBudget(LOCKED_SECONDS, PROBLEMS["change_slow"])
        change = work_out(UnitBook(principal))
        closed = ClosedMonths(_touched(change.named, into), on)
        if not change.refusals.found:
            chosen = {each["unit"] or each["team"]: each["into"] for each in goes}
            change.follow(writer, chosen, budget)
        if not dry_run:
            change.refusals.raise_first()
        _record(actor, kind, change)
        budget.check()
    with looking():
        shown = {**_show(change), "closed": closed.moved(), "done": not dry_run}
    budget.check()
    if dry_run:
        db.session.rollback()
    else:
        db.session.commit()
    return shown


def _check_fits(
    kind: str, named: Sequence[Unit], into: Sequence[Part], goes: Sequence[Part]
) -> None:
    existing = [part["id"] for part in into if part.get("id")]
    parents = {part.get("parent") for part in into}
    of_one = len(named) == len(into) == 1 and not existing
    fits = {
        "merge": len(into) == 1 and (len(named) > 1 or bool(existing)),
        "split": len(named) == 1 and len(into) > 1,
        "rename": of_one and parents == {named[0].parent_id},
        "move": of_one and parents != {named[0].parent_id},
    }
    if not fits[kind] or len(set(existing)) < len(existing):
        raise _wrong("into")
    if any((each["unit"] is None) == (each["team"] is None) for each in goes):
        raise _wrong("goes")
    if any(each["into"] >= len(into) for each in goes):
        raise _wrong("goes")


def _wrong(name: str) -> ProblemError:
    errors = {"json": {name: ["does not fit"]}}
    return ProblemError(PROBLEMS["invalid_shape"], {"errors": errors})


def _touched(named: Iterable[Unit], into: Iterable[Part]) -> set[str]:
    """The units whose figures may change: those named, those that take over, and all above them."""
    known = units.tree()
    ids = {unit.id for unit in named}
    ids |= {str(part.get("id") or part.get("parent")) for part in into} & known.keys()
    return ids | {each for one in ids for each in known.above(one)}


def _record(actor: Actor, kind: str, change: Succession) -> None:
    if change.refusals.found:
        return
    details = {
        "kind": kind,
        "on": change.on,
        "units": [unit.id for unit in change.named],
        "into": [unit.id for unit in change.taking],
        "teams": len(change.teams),
        "accounts": sum(after is not None for _, _, after in change.accounts),
    }
    record_audit(db.session, actor, "units_replaced", ("unit", change.taking[0].id), details)


def _show(change: Succession) -> Shown:
    after = units.successors()
    taking, begun = list(dict.fromkeys([*change.taking, *change.begun])), set(change.begun)
    return {
        "on": change.on,
        "refusals": change.refusals.found,
        "ends": [show_unit_row(unit, after.get(unit.id, [])) for unit in change.ended],
        "begins": [{**show_unit_row(unit, []), "is_new": unit in begun} for unit in taking],
        **_show_teams(change.teams),
        "accounts": [
            {
                "id": account.id,
                "name": account.name,
                "before": show_unit(before),
                "after": show_unit(to),
                "without_password": account.password_hash == NO_PASSWORD,
            }
            for account, before, to in change.accounts
        ],
        **_show_belongings(change),
        "targets": brought_to(taking, change.ended, date.fromisoformat(change.on)),
    }


def _show_belongings(change: Succession) -> Shown:
    """Sites, codes, papers and activities keep their unit and are looked after by what takes its place;
    `after` is None where that is several."""
    units_before = {unit.id: unit for unit in change.ended}
    found = belongings_of(db.session, units_before, change.on)
    shown = []
    for each in found[:MOST_BELONGINGS]:
        after = change.after.get(each.unit, [])
        shown.append(
            {
                "what": each.what,
                "name": each.name,
                "before": show_unit(units_before[each.unit]),
                "after": show_unit(after[0]) if len(after) == 1 else None,
            }
        )
    return {"belongings": shown, "belongings_in_all": len(found)}


def _show_teams(moved: Sequence[Moved]) -> Shown:
    """Each team with what goes along with it, and all of them together: a person or a phone in two
    teams is there once."""
    ids = [each.team.id for each in moved]
    known = figures.figures_of(ids, today())
    codes = invitations.how_many_open(ids, now())
    heard = fetch(db.session, contacts_query(set(ids)))
    rows: list[Shown] = []
    for each in moved:
        team = each.team.id
        sessions, people = counted_on(db.session, team, each.days)
        rows.append(
            {
                "id": team,
                "name": each.team.name,
                "before": show_unit(each.before),
                "after": show_unit(each.after),
                "members": known[team].members,
                "phones": known[team].devices,
                "waiting": known[team].waiting,
                "codes": codes.get(team, 0),
                "unsent": heard.unsent({team}),
                "sessions": sessions,
                "people": people,
            }
        )
    members, phones = figures.together(ids, today())
    sums = {
        name: sum(row[name] for row in rows) for name in ("waiting", "codes", "sessions", "people")
    }
    together = {"teams": len(rows), "members": members, "phones": phones, **sums}
    return {"teams": rows, "together": {**together, "unsent": heard.unsent(set(ids))}}
