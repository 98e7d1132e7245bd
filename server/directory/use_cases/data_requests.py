"""What members ask for about their own data, at the desk (PROTOCOL 5.20)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from server.audit.store import acts_about
from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.auth.store.accounts import names_of_accounts
from server.auth.throttle import count_of_account
from server.database.clock import today
from server.database.engine import db
from server.directory.data_requests import write_answer
from server.directory.store import data_requests as store
from server.directory.tables import DataRequest
from server.organisation.names import clean_label
from server.organisation.store import memberships
from server.records.store.records import rows_by_id
from server.records.writer import writing, writing_if_new
from server.scope.reach import teams_coordinated
from server.scope.unit_editing import check_has_come
from server.sync.store import people
from sync.channel import member as member_channel
from sync.data_requests import DATA_REQUEST, told_of_answer, told_of_request
from sync.kinds import KINDS
from sync.kinds.member import ERASED_NAME
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
MOST = 200
"""So many requests a list shows: nobody answers more in two days."""
ENTERED = "data_request_entered"
TEXT_CODE_POINTS: int = KINDS[DATA_REQUEST].table["fields"]["text"]["text"]["most"]
ANSWER_CODE_POINTS: int = KINDS[DATA_REQUEST].table["fields"]["answer"]["text"]["most"]


def list_requests(principal: Principal, *, state: str) -> Shown:
    """{"rows", "open", "overdue"}: requests of the people whom the asker's teams keep, `open` ones with those
    that are overdue first, or those that were `answered`, the latest first; how many are open, and of these
    overdue."""
    waiting = _requests(principal, is_open=True)
    rows = waiting if state == "open" else _requests(principal, is_open=False)
    return {
        "rows": _shown(rows),
        "open": len(waiting),
        "overdue": sum(row.answer_by < today() for row in waiting),
    }


def enter_request(
    principal: Principal,
    actor: Actor,
    *,
    id: str,
    member: str,
    wish: str,
    text: str | None,
    received: date,
) -> Shown:
    """Enters a request that came on paper and commits; the same id once more changes nothing. Raises not_found
    for a member whom no team in the account's care keeps, day_too_late, label_refused, added_too_much."""
    check_has_come(received.isoformat())
    told = told_of_request(received) | (
        {"text": clean_label(text, TEXT_CODE_POINTS)} if text else {}
    )
    with writing_if_new(db.session) as writer:
        person = memberships.member_by_id(member)
        is_kept = _kept_by([member])[member] & teams_coordinated(principal)
        if person is None or person.merged_into is not None or not is_kept:
            raise ProblemError(PROBLEMS["not_found"])
        if person.name == ERASED_NAME:
            raise ProblemError(PROBLEMS["not_found"])
        row = writer.row(id)
        if row is None:
            count_of_account(db.session(), "own_data", principal)
            fields = {"wish": wish, "author": member, **told}
            writer.put(DATA_REQUEST, id, member_channel(member), fields, author=member)
            details = {"request": id, "wish": wish, "received": received.isoformat()}
            record_audit(db.session, actor, ENTERED, ("member", member), details)
        elif (row.kind, row.author) != (DATA_REQUEST, member):
            raise ProblemError(PROBLEMS["not_found"])
    db.session.commit()
    (shown,) = _shown([find_request(principal, id)])
    return shown


def answer_request(
    principal: Principal, actor: Actor, request_id: str, *, outcome: str, answer: str | None
) -> Shown:
    """Answers a request, tells its phone and commits. Raises not_found, label_refused (a refusal without a
    reason too), conflict_settled for one that was answered otherwise before, and invalid_shape where
    somebody is to be told that they were erased, which erasing them does."""
    said = clean_label(answer or "", ANSWER_CODE_POINTS) if answer or outcome == "refused" else None
    with writing(db.session) as writer:
        found = find_request(principal, request_id)
        if found.outcome is not None:
            (before,) = _shown([found])
            if (before["outcome"], before["answer"]) == (outcome, said):
                return before
            raise ProblemError(PROBLEMS["conflict_settled"])
        row = writer.row(request_id)
        if outcome == "done" and row is not None and row.f["wish"] != "correct":
            raise ProblemError(PROBLEMS["invalid_shape"])
        write_answer(writer, found, told_of_answer(outcome, date.fromisoformat(today()), said))
        details = {"request": request_id, "outcome": outcome}
        subject = ("member", found.member_id)
        record_audit(db.session, actor, "data_request_answered", subject, details)
    db.session.expire_all()
    (shown,) = _shown([find_request(principal, request_id)])
    db.session.commit()
    return shown


def find_request(principal: Principal, request_id: str) -> DataRequest:
    """A request of somebody whom a team of the asker's keeps. Raises not_found."""
    found = store.request_by_id(db.session(), request_id)
    if found is None or not _kept_by([found.member_id])[found.member_id] & teams_coordinated(
        principal
    ):
        raise ProblemError(PROBLEMS["not_found"])
    return found


def check_keeps(principal: Principal, member_id: str) -> None:
    """Raises not_found for somebody whom no team of the asker's keeps, wrong_role where another one does
    too: what is done about a person for ever is done by who looks after all of that."""
    keeping, coordinated = _kept_by([member_id])[member_id], teams_coordinated(principal)
    if not keeping & coordinated:
        raise ProblemError(PROBLEMS["not_found"])
    if not keeping <= coordinated:
        raise ProblemError(PROBLEMS["wrong_role"])


def _requests(principal: Principal, *, is_open: bool) -> list[DataRequest]:
    if is_open and not store.is_any_open(db.session()):
        return []
    teams = teams_coordinated(principal)
    found = store.requests_in(db.session(), teams, is_open=is_open, most=MOST)
    keeping = _kept_by({row.member_id for row in found})
    phones = store.phones_of_requests(db.session(), {row.id for row in found})
    made_on = {row.id: (phones.get(row.id) or "", row.member_id) for row in found}
    # Whoever only says to be somebody asks for nothing in that one's name.
    unproved = store.unproved(db.session(), set(made_on.values()))
    ours = [row for row in found if keeping[row.member_id] & teams]
    return [row for row in ours if made_on[row.id] not in unproved]


def _kept_by(members: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """The teams that keep each of these people. Who was turned away and is in none is kept by those that
    did."""
    wanted = set(members)
    phones = store.teams_of_phones(db.session(), wanted)
    return {
        member: memberships.teams_keeping(member, today())
        or frozenset(phones.get(member, frozenset()))
        for member in wanted
    }


def _shown(rows: Iterable[DataRequest]) -> list[Shown]:
    found = list(rows)
    records = {row.id: row.f for row in rows_by_id(db.session(), [row.id for row in found])}
    members = memberships.members_by_id({row.member_id for row in found})
    keeping = _kept_by(members)
    teams = people.team_names(db.session(), {team for each in keeping.values() for team in each})
    entered = _entered_by(members)
    return [
        _show(row, records[row.id], members[row.member_id].name, keeping[row.member_id], teams)
        | {"entered_by": entered.get(row.id)}
        for row in found
    ]


def _entered_by(members: Collection[str]) -> dict[str, str]:
    """By request that came on paper the name of the account that entered it."""
    acts = {
        str(each.details["request"]): each.actor_id
        for each in acts_about(db.session, ENTERED, members)
    }
    names = names_of_accounts(db.session, {actor for actor in acts.values() if actor})
    return {request: names[actor] for request, actor in acts.items() if actor in names}


def _show(
    row: DataRequest,
    f: Mapping[str, Any],
    name: str,
    keeping: Iterable[str],
    teams: Mapping[str, str],
) -> Shown:
    return {
        "id": row.id,
        "member": {"id": row.member_id, "name": name},
        "teams": [{"id": team, "name": teams.get(team, "")} for team in sorted(keeping)],
        "wish": f["wish"],
        "text": f.get("text"),
        "received": row.received,
        "answer_by": row.answer_by,
        "overdue": row.outcome is None and row.answer_by < today(),
        "outcome": f.get("outcome"),
        "answer": f.get("answer"),
        "answered": f.get("answered"),
    }
