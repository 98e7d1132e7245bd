"""Setting, sharing out and withdrawing targets."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from math import ceil
from typing import Any
from uuid import uuid4

from server.audit.writing import Actor, record_audit, record_audits
from server.auth.principal import Principal
from server.catalogue.store import groups_of_services
from server.database.clock import now, today
from server.database.engine import db
from server.database.sql import fetch
from server.enrolment.publish_team import publish_plans
from server.organisation.names import clean_label, clean_texts
from server.organisation.store import units
from server.records.write_budget import LOCKED_SECONDS, WriteBudget
from server.records.writer import Writer, writing
from server.scope.reach import check_unit_in_scope
from server.scope.unit_editing import unit_kept_by
from server.targets import store
from server.targets.access import (
    check_in_charge_of_days,
    check_solely_in_charge,
    scope_named,
    set_further_up,
)
from server.targets.plans import scopes_below
from server.targets.store import Scope, aim_of, key_of
from server.targets.tables import Target, UnitWeight
from server.targets.target_math import ORDINARY, Aim, Key, most_on_one_day, shared_out
from server.totals.boundaries import team_labels_query
from sync.problems import PROBLEMS, ProblemError
from sync.text import collated

Shown = dict[str, Any]
TEXTS = {"note": 400}
"""What is written freely, and how many code points of it: no person is named there, and none of it
stands in the audit trail."""
OF_GROUPS = ("turns", "completed")
MOST_TARGETS = {"unit": 1_000, "team": 300}
"""All of them are read for a total. Of a unit eight years of ten a month, of a team of three."""
MOST_IN_FORCE = {"unit": 200, "team": 50}
"""On one day: what was done is asked of each, for the first screen of all phones of the team."""
SAID = ("goal", "share", "denominator", "denominator_name", "note")


def set_target(
    principal: Principal,
    actor: Actor,
    *,
    unit: str | None,
    team: str | None,
    measure: str,
    of: str,
    first: date,
    last: date,
    **said: Any,
) -> Shown:
    """Sets what a unit or a team is to reach, in the place of what was set for the same measure
    and days, and commits. Raises targets_full, not_found and wrong_role for one that the account does
    not keep on these days, target_above where its target was set further up, closed_on_day for days after the unit
    ended, invalid_shape for days that stand the wrong way and for what is neither a goal nor a share,
    label_refused for a name that could tell of a citizen, that and person_named for such a note. With
    `saw`, what the asker saw there: target_there (saw nothing), changed_meanwhile and not_found (it
    was taken back), unless what stands there is what is said."""
    scope, key = scope_named(unit, team), Key(measure, of, first, last)
    check_in_charge_of_days(principal, scope, first, last)
    cleaned = _checked(key, said)
    with writing(db.session) as writer:
        there = _replaceable(principal, [scope], key)
        if "saw" in said:
            _check_seen(there.get(scope), said["saw"], cleaned)
        (shown,) = _put(principal, actor, key, {scope: cleaned}, there)
        _tell_phones(writer, [scope])
    db.session.commit()
    return shown


def drop_target(principal: Principal, actor: Actor, target_id: str) -> None:
    """Takes a target back and commits. Raises not_found and wrong_role."""
    with writing(db.session) as writer:
        target = _load(principal, target_id)
        if set_further_up(principal, target.set_from):
            raise ProblemError(PROBLEMS["wrong_role"])
        store.drop_target(db.session, target)
        _tell_phones(writer, [Scope(target.scope_kind, target.scope_id)])
        details = {"before": _told(show_target(target))}
        record_audit(db.session, actor, "target_withdrawn", ("target", target_id), details)
    db.session.commit()


def share_out(
    principal: Principal, actor: Actor, target_id: str, replaces: Sequence[Mapping[str, Any]] = ()
) -> list[Shown]:
    """Sets, for each unit right below that lasts, its part of a unit's target by the units'
    weights, so that the parts add up to the whole, and commits; where none stands below, for each team
    an equal part. A share is the same for all, of each one's part of the denominator. What was set further
    up stays as it is, and is shared out by whoever got it: the parts are set from the sharer's own unit.
    Another number that stands for one of them is replaced only where it is in `replaces`, the units or
    teams with what they were seen to have: nobody's number goes unseen. Raises not_found, wrong_role, targets_full, change_slow; nothing_to_share where nobody
    stands below, or nothing can be counted; target_above where one of them has its own from further
    up; parts_there, with what each of them has and would have, where another one stands."""
    with writing(db.session) as writer:
        budget = WriteBudget(LOCKED_SECONDS, PROBLEMS["change_slow"])
        key, parts = _parts(_load(principal, target_id))
        there = _replaceable(principal, parts, key)
        seen = {scope_named(each["unit"], each["team"]): each["number"] for each in replaces}
        _check_parts_seen(parts, there, seen)
        budget.check()
        shown = _put(principal, actor, key, parts, there)
        _tell_phones(writer, parts)
        budget.check()
    db.session.commit()
    return shown


def list_parts(principal: Principal, target_id: str) -> list[Shown]:
    """What sharing out a unit's target would set, for each unit or team below, and what it has now
    (null: nothing), by name. Raises not_found, wrong_role, nothing_to_share, target_above."""
    key, parts = _parts(_load(principal, target_id))
    there = _replaceable(principal, parts, key)
    return sorted(_show_parts(parts, there).values(), key=lambda part: collated(part["name"]))


def _tell_phones(writer: Writer, scopes: Iterable[Scope]) -> None:
    """Phones show what their own team is to reach, and nothing of what a unit is to."""
    teams = [scope.id for scope in scopes if scope.kind == "team"]
    if teams:
        publish_plans(writer, teams)


def _parts(target: Target) -> tuple[Key, Mapping[Scope, Mapping[str, Any]]]:
    """What a target is of, and what of it falls to each unit right below that lasts, or else to each
    team. Raises nothing_to_share."""
    aim, key = aim_of(target), key_of(target)
    weights = fetch(db.session, store.weights_query())
    below = scopes_below(target.scope_id, key.last) if target.scope_kind == "unit" else []
    shares = {
        each.id: weights.get(each.id, ORDINARY) if each.kind == "unit" else ORDINARY
        for each in below
    }
    whole = aim.goal if aim.goal is not None else aim.denominator
    if whole is None or not any(shares.values()):
        raise ProblemError(PROBLEMS["nothing_to_share"])
    said = {name: getattr(target, name) for name in SAID}
    measure = "goal" if aim.goal is not None else "denominator"
    parts = shared_out(whole, shares)
    return key, {each: {**said, measure: parts[each.id]} for each in below}


def set_weight(
    principal: Principal, actor: Actor, unit_id: str, weight: int, note: str | None
) -> Shown:
    """Says how much of what is shared out falls to a unit, in percent of an ordinary one, and
    commits. Raises not_found, wrong_role, label_refused, person_named."""
    unit_kept_by(principal, unit_id)
    cleaned = clean_texts({"note": note}, TEXTS)["note"]
    with writing(db.session):
        row = store.weight_of(db.session, unit_id)
        before = (row.weight, row.note) if row else (ORDINARY, None)
        if before != (weight, cleaned):
            if row is None:
                row = UnitWeight(unit_id=unit_id, weight=weight, note=cleaned)
                store.add(db.session, row)
            row.weight, row.note = weight, cleaned
            texts = ["note"] if before[1] != cleaned else []
            details = {"before": before[:1], "after": [weight], "texts": texts}
            record_audit(db.session, actor, "weight_set", ("unit", unit_id), details)
    shown = _show_weight(unit_id, row)
    db.session.commit()
    return shown


def list_weights(principal: Principal, unit_id: str) -> list[Shown]:
    """The weights of the units right below one that last, by name. Raises not_found."""
    check_unit_in_scope(principal, unit_id)
    below = [
        unit
        for unit in units.all_units()
        if unit.parent_id == unit_id and not units.is_over(unit, today())
    ]
    known = {row.unit_id: row for row in store.weight_rows(db.session, [u.id for u in below])}
    return [
        {**_show_weight(unit.id, known.get(unit.id)), "name": unit.name, "kind": unit.kind}
        for unit in sorted(below, key=lambda unit: collated(unit.name))
    ]


def show_target(target: Target) -> Shown:
    """A target as it is answered."""
    return {
        "id": target.id,
        "unit": target.scope_id if target.scope_kind == "unit" else None,
        "team": target.scope_id if target.scope_kind == "team" else None,
        "measure": target.measure,
        "of": target.of,
        "from": target.first,
        "to": target.last,
        "number": aim_of(target).number,
        **{name: getattr(target, name) for name in SAID},
    }


def _told(shown: Shown | None) -> Shown | None:
    """What the audit trail is told of it."""
    return shown and {name: value for name, value in shown.items() if name not in TEXTS}


def _show_weight(unit_id: str, row: UnitWeight | None) -> Shown:
    return {
        "unit": unit_id,
        "weight": row.weight if row else ORDINARY,
        "note": row.note if row else None,
    }


def _put(
    principal: Principal,
    actor: Actor,
    key: Key,
    parts: Mapping[Scope, Mapping[str, Any]],
    there: Mapping[Scope, Target],
) -> list[Shown]:
    """Sets what is said for each unit or team, in the place of what is there. Raises targets_full."""
    _check_room([scope for scope in parts if scope not in there], key)
    put, acts = [], []
    for scope, said in parts.items():
        target = there.get(scope)
        before = show_target(target) if target else None
        if target is None:
            target = Target(
                id=str(uuid4()),
                scope_kind=scope.kind,
                scope_id=scope.id,
                measure=key.measure,
                of=key.of,
                first=key.first.isoformat(),
                last=key.last.isoformat(),
            )
        for name in SAID:
            setattr(target, name, said.get(name))
        target.set_from, target.set_by, target.set_at = principal.unit_id, str(actor.id), now()
        put.append(target)
        after = show_target(target)
        if before != after:
            texts = [name for name in TEXTS if (before or {}).get(name) != after[name]]
            details = {"before": _told(before), "after": _told(after), "texts": texts}
            acts.append(("target_set", ("target", target.id), details))
    store.add(db.session, *put)
    record_audits(db.session, actor, acts)
    return [show_target(target) for target in put]


def _check_room(scopes: Collection[Scope], key: Key) -> None:
    """Raises targets_full where one of these has no room for one more target."""
    first, last = key.first.isoformat(), key.last.isoformat()
    for scope, spans in store.spans_of_targets(db.session, scopes).items():
        shared = [(max(first, a), min(last, b)) for a, b in spans if a <= last and first <= b]
        is_full = len(spans) >= MOST_TARGETS[scope.kind]
        if is_full or most_on_one_day(shared) >= MOST_IN_FORCE[scope.kind]:
            raise ProblemError(PROBLEMS["targets_full"])


def _replaceable(
    principal: Principal, scopes: Collection[Scope], key: Key
) -> Mapping[Scope, Target]:
    """What is set already. Raises target_above for what was set further up, also for a unit whose place another
    one took, to which it comes: whoever asks may set targets there, other ones."""
    there, known = store.targets_like(db.session, scopes, key), units.tree()
    brought = [
        Scope("unit", before)
        for scope in scopes
        if scope.kind == "unit" and scope not in there
        for before in units.units_counted_as(scope.id, "now")
        if known.today(before) == scope.id  # not of what only hangs under it now
    ]
    stands = [*there.values(), *store.targets_like(db.session, brought, key).values()]
    if any(set_further_up(principal, each) for each in {row.set_from for row in stands}):
        raise ProblemError(PROBLEMS["target_above"])
    return there


def _check_seen(
    there: Target | None, saw: Mapping[str, Any] | None, said: Mapping[str, Any]
) -> None:
    stands = {name: getattr(there, name) for name in SAID} if there else None
    if stands in (saw, {name: said.get(name) for name in SAID}):
        return
    if saw is None:
        raise ProblemError(PROBLEMS["target_there"])
    raise ProblemError(PROBLEMS["changed_meanwhile" if stands else "not_found"])


def _check_parts_seen(
    parts: Mapping[Scope, Mapping[str, Any]],
    there: Mapping[Scope, Target],
    seen: Mapping[Scope, int | None],
) -> None:
    shown = _show_parts(parts, there)
    others = {
        scope: part
        for scope, part in shown.items()
        if scope in there and part["number"] != part["becomes"]
    }
    if any(scope not in seen or seen[scope] != part["number"] for scope, part in others.items()):
        raise ProblemError(PROBLEMS["parts_there"], {"parts": list(others.values())})


def _show_parts(
    parts: Mapping[Scope, Mapping[str, Any]], there: Mapping[Scope, Target]
) -> dict[Scope, Shown]:
    known = units.known_units()
    teams = fetch(db.session, team_labels_query(each.id for each in parts if each.kind == "team"))
    aims = {
        each: Aim(part["goal"], part["share"], part["denominator"]) for each, part in parts.items()
    }
    exact = {each.id: aim.exact or 0 for each, aim in aims.items()}
    # Of a share they add up, too.
    numbers = shared_out(ceil(sum(exact.values())), exact) if any(exact.values()) else exact
    shown: dict[Scope, Shown] = {}
    for scope, aim in aims.items():
        if scope.kind == "unit":
            unit = known[scope.id]
            named = {"unit": scope.id, "name": unit.name, "kind": unit.kind}
        else:
            named = {"team": scope.id, "name": teams[scope.id][0]}
        becomes, now_is = numbers[scope.id], aim_of(there[scope]) if scope in there else Aim()
        number = becomes if now_is == aim else now_is.number
        shown[scope] = {**named, "number": number, "becomes": becomes}
    return shown


def _load(principal: Principal, target_id: str) -> Target:
    target = store.target_by_id(db.session, target_id)
    if target is None:
        raise ProblemError(PROBLEMS["not_found"])
    check_solely_in_charge(principal, Scope(target.scope_kind, target.scope_id), target.last)
    return target


def _checked(key: Key, said: dict[str, Any]) -> dict[str, Any]:
    if key.first > key.last:
        raise _wrong("to", "before the first day")
    has_goal, has_share = said.get("goal") is not None, said.get("share") is not None
    if has_goal == has_share:
        raise _wrong("goal", "a goal or a share")
    if said.get("goal") == 0:
        raise _wrong("goal", "nothing to reach")
    if key.measure == "indicator":
        indicator = store.indicator(db.session, key.of)
        if indicator is None:
            raise _wrong("of", "not an indicator")
        measured = indicator.kind == "share"
        if measured and has_goal:
            raise _wrong("goal", "this one is a share")
    else:
        measured = False
        if key.of and (
            key.measure not in OF_GROUPS or key.of not in groups_of_services(db.session).values()
        ):
            raise _wrong("of", "not a group of services")
    if has_share and not measured and not said.get("denominator"):
        raise _wrong("denominator", "a share of how many")
    if has_goal and said.get("denominator"):
        raise _wrong("denominator", "a goal is no share")
    cleaned = dict(said)
    name = said.get("denominator_name")
    cleaned["denominator_name"] = clean_label(name) if name else None
    return cleaned | clean_texts({"note": said.get("note")}, TEXTS)


def _wrong(name: str, why: str) -> ProblemError:
    return ProblemError(PROBLEMS["invalid_shape"], {"errors": {"json": {name: [why]}}})
