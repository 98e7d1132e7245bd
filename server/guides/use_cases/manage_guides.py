"""Reading and writing guides at the desk."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.auth.store.accounts import names_of_accounts
from server.catalogue.store import catalogue_codes
from server.catalogue.use_cases.manage_items import check_may_edit_catalogue
from server.database.engine import db
from server.guides import store
from server.guides.files import CONTENT
from server.guides.pictures import PICTURES
from server.guides.tables import GuideVersion
from server.guides.use_cases.publishing import content_of, publish
from server.http.results import from_row
from server.organisation.names import clean_label
from server.records.writer import writing
from sync.problems import PROBLEMS, ProblemError

STEP_CODE_POINTS = 200
CODE = re.compile(r"[A-Z0-9_]{1,16}", re.ASCII)


@dataclass
class GuideStep:
    """One step: a sentence in both languages, the name of a picture that the app has drawn, and
    whether it says what nobody may do."""

    vi: str
    en: str
    picture: str | None
    never: bool


@dataclass
class Guide:
    """A guide as it was written once. `written_by` is null for what came with the server."""

    code: str
    version: int
    title_vi: str
    title_en: str
    sort: int
    active: bool
    services: list[str]
    steps: list[GuideStep]
    written_at: datetime
    written_by: str | None


@dataclass
class Guides:
    """Guides in their order, or the writings of one of them, the newest first."""

    rows: list[Guide]


def list_guides() -> Guides:
    """Every guide as it was last written, retired ones too, in their order."""
    return Guides(_with_authors(store.current(db.session)))


def list_versions(code: str) -> Guides:
    """All that a guide ever said, the newest first. Raises not_found."""
    found = store.versions(db.session, code)
    if not found:
        raise ProblemError(PROBLEMS["not_found"])
    return Guides(_with_authors(found))


def write_guide(principal: Principal, actor: Actor, code: str, given: dict[str, Any]) -> Guide:
    """Writes a guide anew, for the phones of all teams, and commits; the first writing makes it.
    `given` is what `CONTENT` names, and `version`: the one that the writer saw, 0 for a new guide.
    Without `sort` it stays where it is, and a new one comes last. What says nothing new makes no
    version. Raises wrong_role (a coordinator of a commune), code_taken (a new guide under a code that
    is there), changed_meanwhile (somebody wrote meanwhile), label_refused, invalid_shape for a service
    or picture that is not there."""
    check_may_edit_catalogue(principal)
    if not CODE.fullmatch(code):
        raise ProblemError(
            PROBLEMS["invalid_shape"], {"errors": {"path": {"code": ["not a code"]}}}
        )
    said = _cleaned(given)
    with writing(db.session) as writer:
        there = store.current(db.session)
        last = next((row for row in there if row.code == code), None)
        _check_version(given["version"], last)
        if said["sort"] is None:
            said["sort"] = last.sort if last else max((row.sort for row in there), default=0) + 1
        row = last
        if last is None or content_of(last) != said:
            row = GuideVersion(
                code=code,
                version=given["version"] + 1,
                written_at=writer.moment,
                written_by=actor.id,
                **said,
            )
            store.add_version(db.session, row)
            publish(writer, row)
            details = {"version": row.version, "title_vi": row.title_vi}
            record_audit(db.session, actor, "guide_written", ("guide", code), details)
    assert row is not None
    db.session.commit()
    (written,) = _with_authors([row])
    return written


def _check_version(seen: int, last: GuideVersion | None) -> None:
    if seen == 0 and last is not None:
        raise ProblemError(PROBLEMS["code_taken"])
    if seen != 0 and last is None:
        raise ProblemError(PROBLEMS["not_found"])
    if last is not None and last.version != seen:
        raise ProblemError(PROBLEMS["changed_meanwhile"])


def _cleaned(given: dict[str, Any]) -> dict[str, Any]:
    """What is to be written, with clean texts."""
    codes = catalogue_codes(db.session).get("service", frozenset())
    _check_known("services", given["services"], codes)
    drawn = [step["picture"] for step in given["steps"] if step["picture"] is not None]
    _check_known("steps", drawn, PICTURES)
    steps = [
        {
            "vi": clean_label(step["vi"], STEP_CODE_POINTS),
            "en": clean_label(step["en"], STEP_CODE_POINTS),
            "picture": step["picture"],
            "never": step["never"],
        }
        for step in given["steps"]
    ]
    titles = {name: clean_label(given[name]) for name in ("title_vi", "title_en")}
    services = list(dict.fromkeys(given["services"]))
    return {name: given[name] for name in CONTENT} | titles | {"steps": steps, "services": services}


def _check_known(field: str, named: list[str], known: frozenset[str]) -> None:
    if unknown := sorted(set(named) - known):
        errors = {"json": {field: [f"not there: {', '.join(unknown)}"]}}
        raise ProblemError(PROBLEMS["invalid_shape"], {"errors": errors})


def _with_authors(rows: list[GuideVersion]) -> list[Guide]:
    names = names_of_accounts(db.session, {row.written_by for row in rows if row.written_by})
    return [
        from_row(
            Guide,
            row,
            steps=[GuideStep(**step) for step in row.steps],
            written_by=names.get(row.written_by or ""),
        )
        for row in rows
    ]
