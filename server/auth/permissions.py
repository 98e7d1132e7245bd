"""THE TABLE: which route, by which method, may be used by whom. A route that is not in it
stops the server from starting. What lies outside somebody's teams or units is 404, and is
decided where the rows are read."""

import re

from server.auth.principal import Kind
from server.auth.stages import Stage

ANYONE = frozenset(Kind)
PHONES = frozenset({Kind.WAITING, Kind.VOLUNTEER, Kind.LEAD, Kind.REVOKED})
OWN_PHONES = PHONES - {Kind.REVOKED}
LEADS_AND_COORDINATORS = frozenset({Kind.LEAD, Kind.COORDINATOR})
COORDINATORS = frozenset({Kind.COORDINATOR})
ACCOUNTS = frozenset({Kind.COORDINATOR, Kind.ADMINISTRATOR})
TOTALS = frozenset({Kind.VOLUNTEER, Kind.LEAD, Kind.COORDINATOR, Kind.ADMINISTRATOR})
CARRIERS = ACCOUNTS | {Kind.WAITING, Kind.VOLUNTEER, Kind.LEAD}
MEMBERS = frozenset({Kind.VOLUNTEER, Kind.LEAD})
RECORDS = frozenset({Kind.VOLUNTEER, Kind.LEAD, Kind.COORDINATOR})

PERMISSIONS: dict[tuple[str, str], frozenset[Kind]] = {
    # Syncing. A revoked phone may still hand in what it holds; all of that goes to review.
    ("/api/sync/v1", "POST"): PHONES,
    ("/api/sync/v1/have", "POST"): PHONES,
    # What a bundle holds is decided by the phone that made it, not by who brings it.
    ("/api/bundles", "POST"): CARRIERS,
    # Accounts alone send files: no record of a phone names one. Who may read one is decided by the records
    # that name it; HEAD tells accounts of what they sent.
    ("/api/blobs/<>", "GET"): ACCOUNTS | MEMBERS,
    ("/api/blobs/<>", "PUT"): ACCOUNTS,
    ("/api/blobs/<>", "PATCH"): ACCOUNTS,
    ("/api/blobs/have", "POST"): ACCOUNTS,
    ("/api/review", "GET"): LEADS_AND_COORDINATORS,
    ("/api/review/<>/settlement", "POST"): LEADS_AND_COORDINATORS,
    # Reading
    ("/api/tallies", "GET"): TOTALS,
    ("/api/tallies/members", "GET"): RECORDS,
    ("/api/tallies/silent", "GET"): LEADS_AND_COORDINATORS,
    ("/api/help-sessions", "GET"): RECORDS,
    ("/api/help-sessions/sums", "GET"): RECORDS,
    ("/api/help-sessions/<>", "GET"): RECORDS,
    ("/api/help-sessions/<>", "PATCH"): COORDINATORS,
    ("/api/phones", "GET"): LEADS_AND_COORDINATORS,
    ("/api/exports/help-sessions.csv", "GET"): RECORDS,
    ("/api/exports/help-sessions.xlsx", "GET"): RECORDS,
    # Joining and signing in
    ("/api/challenge", "POST"): ANYONE,
    ("/api/join", "POST"): ANYONE,
    ("/api/join/look", "POST"): ANYONE,
    ("/api/rejoin", "POST"): ANYONE,
    ("/api/phone", "GET"): ANYONE,
    ("/api/session", "POST"): ANYONE,
    ("/api/session", "GET"): ACCOUNTS,
    ("/api/session", "DELETE"): ACCOUNTS,
    ("/api/session/password", "POST"): ACCOUNTS,
    ("/api/session/factor", "POST"): ACCOUNTS,
    ("/api/session/passkey/options", "POST"): ANYONE,
    ("/api/session/passkey", "POST"): ANYONE,
    ("/api/session/confirm", "POST"): ACCOUNTS,
    ("/api/reset/look", "POST"): ANYONE,
    ("/api/reset", "POST"): ANYONE,
    # The own account
    ("/api/account/factors", "GET"): ACCOUNTS,
    ("/api/account/totp", "POST"): ACCOUNTS,
    ("/api/account/totp", "DELETE"): ACCOUNTS,
    ("/api/account/totp/confirm", "POST"): ACCOUNTS,
    ("/api/account/passkeys", "POST"): ACCOUNTS,
    ("/api/account/passkeys/options", "POST"): ACCOUNTS,
    ("/api/account/passkeys/<>", "DELETE"): ACCOUNTS,
    ("/api/account/recovery", "POST"): ACCOUNTS,
    ("/api/account/sessions", "GET"): ACCOUNTS,
    ("/api/account/sessions", "DELETE"): ACCOUNTS,
    ("/api/account/sessions/<>", "DELETE"): ACCOUNTS,
    ("/api/account/guesses", "DELETE"): ACCOUNTS,
    ("/api/account/access-changes", "DELETE"): ACCOUNTS,
    # What coordinators keep
    ("/api/units", "GET"): ACCOUNTS,
    ("/api/units", "POST"): ACCOUNTS,
    ("/api/units.xlsx", "GET"): ACCOUNTS,
    ("/api/units/template.xlsx", "GET"): ACCOUNTS,
    ("/api/units/import", "POST"): ACCOUNTS,
    ("/api/units/changes", "POST"): ACCOUNTS,
    ("/api/units/<>", "PATCH"): ACCOUNTS,
    ("/api/units/<>/end", "POST"): ACCOUNTS,
    ("/api/accounts", "GET"): ACCOUNTS,
    ("/api/accounts", "POST"): ACCOUNTS,
    ("/api/accounts/<>", "PATCH"): ACCOUNTS,
    ("/api/accounts/<>/password", "POST"): ACCOUNTS,
    ("/api/accounts/<>/reset", "POST"): ACCOUNTS,
    ("/api/accounts/<>/factors", "DELETE"): ACCOUNTS,
    ("/api/catalogue", "GET"): ACCOUNTS,
    ("/api/catalogue", "POST"): ACCOUNTS,
    ("/api/catalogue/<>/<>", "PATCH"): ACCOUNTS,
    ("/api/audit", "GET"): ACCOUNTS,
    ("/api/activities", "GET"): COORDINATORS,
    ("/api/activities.xlsx", "GET"): COORDINATORS,
    ("/api/activities", "POST"): COORDINATORS,
    ("/api/activities/<>", "PUT"): COORDINATORS,
    ("/api/activities/<>", "DELETE"): COORDINATORS,
    ("/api/activities/<>/programme", "GET"): COORDINATORS,
    ("/api/activities/<>/programme", "PUT"): COORDINATORS,
    # Whoever may read a paper is found where it is read: a phone by the channels that it has.
    ("/api/papers", "GET"): COORDINATORS,
    ("/api/papers.xlsx", "GET"): COORDINATORS,
    ("/api/papers", "POST"): COORDINATORS,
    ("/api/papers/<>", "PUT"): COORDINATORS,
    ("/api/papers/<>", "DELETE"): COORDINATORS,
    ("/api/papers/<>/text", "GET"): RECORDS,
    ("/api/papers/<>/phones", "GET"): COORDINATORS,
    # What is printed with a code
    ("/api/codes", "GET"): COORDINATORS,
    ("/api/codes.xlsx", "GET"): COORDINATORS,
    ("/api/codes/sheet.pdf", "GET"): COORDINATORS,
    ("/api/codes", "POST"): COORDINATORS,
    ("/api/codes/<>", "PUT"): COORDINATORS,
    ("/api/codes/<>/following", "POST"): MEMBERS,
    ("/api/codes/<>/ending", "POST"): COORDINATORS,
    ("/api/codes/<>/ending", "DELETE"): COORDINATORS,
    ("/api/codes/<>/prints", "POST"): COORDINATORS,
    ("/api/codes/<>/prints/<>", "DELETE"): COORDINATORS,
    ("/api/sites", "GET"): COORDINATORS,
    ("/api/sites.xlsx", "GET"): COORDINATORS,
    ("/api/sites", "POST"): COORDINATORS,
    ("/api/sites/<>", "GET"): COORDINATORS,
    ("/api/sites/<>", "PUT"): COORDINATORS,
    ("/api/sites/<>/versions/<>", "GET"): COORDINATORS,
    ("/api/sites/<>/submission", "POST"): COORDINATORS,
    ("/api/sites/<>/submission", "DELETE"): COORDINATORS,
    ("/api/sites/<>/approval", "POST"): COORDINATORS,
    ("/api/sites/<>/withdrawal", "POST"): COORDINATORS,
    ("/api/teams/<>/plan", "GET"): TOTALS,
    # What is aimed at, and what no session counts
    ("/api/progress", "GET"): TOTALS,
    ("/api/targets", "PUT"): COORDINATORS,
    ("/api/targets/<>", "DELETE"): COORDINATORS,
    ("/api/targets/<>/parts", "GET"): COORDINATORS,
    ("/api/targets/<>/parts", "POST"): COORDINATORS,
    ("/api/units/<>/weights", "GET"): ACCOUNTS,
    ("/api/units/<>/weight", "PUT"): COORDINATORS,
    ("/api/indicators", "GET"): ACCOUNTS,
    ("/api/indicators", "POST"): ACCOUNTS,
    ("/api/indicators/<>", "PATCH"): ACCOUNTS,
    ("/api/indicator-values", "GET"): ACCOUNTS,
    ("/api/indicator-values", "POST"): COORDINATORS,
    ("/api/indicator-values/<>", "DELETE"): COORDINATORS,
    # Reports. Whoever holds the paper may ask whether its figures still stand.
    ("/api/reports", "GET"): ACCOUNTS,
    ("/api/reports", "POST"): COORDINATORS,
    ("/api/reports/closed", "GET"): ACCOUNTS,
    ("/api/reports/missing", "GET"): COORDINATORS,
    ("/api/reports/reopened", "POST"): ACCOUNTS,
    ("/api/exports/report.xlsx", "GET"): ACCOUNTS,
    ("/api/exports/report.docx", "GET"): ACCOUNTS,
    ("/api/exports/report.csv", "GET"): ACCOUNTS,
    ("/api/snapshots/<>", "GET"): ANYONE,
    ("/api/guides", "GET"): ACCOUNTS,
    ("/api/guides/<>", "PUT"): ACCOUNTS,
    ("/api/guides/<>/versions", "GET"): ACCOUNTS,
    ("/api/teams", "GET"): LEADS_AND_COORDINATORS,
    ("/api/teams", "POST"): COORDINATORS,
    ("/api/teams/<>", "GET"): LEADS_AND_COORDINATORS,
    ("/api/teams/<>", "PATCH"): COORDINATORS,
    ("/api/teams/<>/move", "POST"): COORDINATORS,
    ("/api/teams/<>/end", "POST"): COORDINATORS,
    ("/api/teams/<>/members", "POST"): LEADS_AND_COORDINATORS,
    ("/api/teams/<>/members/<>", "PATCH"): LEADS_AND_COORDINATORS,
    ("/api/teams/<>/members/<>/move", "POST"): COORDINATORS,
    ("/api/teams/<>/members/<>/merge", "GET"): LEADS_AND_COORDINATORS,
    ("/api/teams/<>/members/<>/merge", "POST"): LEADS_AND_COORDINATORS,
    # Papers for volunteers. Whoever holds one may ask whether it is genuine.
    ("/api/teams/<>/members/<>/certificates", "GET"): COORDINATORS,
    ("/api/teams/<>/members/<>/certificates", "POST"): COORDINATORS,
    ("/api/certificates/<>", "GET"): COORDINATORS,
    ("/api/certificates/<>/withdrawal", "POST"): COORDINATORS,
    ("/c/<>", "GET"): ANYONE,
    ("/p/", "GET"): ANYONE,
    ("/p/<>", "GET"): ANYONE,
    ("/p/<>/en", "GET"): ANYONE,
    ("/p/drawings/<>.svg", "GET"): ANYONE,
    ("/p/files/<>", "GET"): ANYONE,
    ("/p/register.js", "GET"): ANYONE,
    ("/p/sw.js", "GET"): ANYONE,
    ("/C/<>", "GET"): ANYONE,
    ("/api/members.xlsx", "GET"): COORDINATORS,
    ("/api/members/template.xlsx", "GET"): COORDINATORS,
    ("/api/members/import", "POST"): COORDINATORS,
    ("/api/members/<>", "PATCH"): LEADS_AND_COORDINATORS,
    # What is kept about somebody is that person's to see, and to have erased.
    ("/api/members/<>/erasure", "POST"): COORDINATORS,
    ("/api/data-requests", "GET"): COORDINATORS,
    ("/api/data-requests", "POST"): COORDINATORS,
    ("/api/data-requests/<>/answer", "POST"): COORDINATORS,
    ("/api/me/data", "GET"): OWN_PHONES,
    ("/api/teams/<>/invitations", "GET"): LEADS_AND_COORDINATORS,
    ("/api/teams/<>/invitations", "POST"): LEADS_AND_COORDINATORS,
    ("/api/invitations/<>", "DELETE"): LEADS_AND_COORDINATORS,
    ("/api/posters", "POST"): LEADS_AND_COORDINATORS,
    ("/api/enrolments", "GET"): LEADS_AND_COORDINATORS,
    ("/api/enrolments/<>/<>/decision", "POST"): LEADS_AND_COORDINATORS,
    ("/api/enrolments/<>/<>/pin", "POST"): LEADS_AND_COORDINATORS,
    ("/api/devices/<>", "DELETE"): LEADS_AND_COORDINATORS,
    # Operations and the app itself
    ("/api/probe", "GET"): ANYONE,
    ("/api/openapi.json", "GET"): ANYONE,
    ("/healthz", "GET"): ANYONE,
    ("/.well-known/security.txt", "GET"): ANYONE,
    ("/.well-known/change-password", "GET"): ANYONE,
    ("/readyz", "GET"): ANYONE,
    ("/metrics", "GET"): ANYONE,
    ("/", "GET"): ANYONE,
    ("/j", "GET"): ANYONE,
    ("/log/<>", "GET"): ANYONE,
    ("/session/<>", "GET"): ANYONE,
    ("/count", "GET"): ANYONE,
    ("/visit", "GET"): ANYONE,
    ("/hand", "GET"): ANYONE,
    ("/take", "GET"): ANYONE,
    ("/sent", "GET"): ANYONE,
    ("/me", "GET"): ANYONE,
    ("/me/<>", "GET"): ANYONE,
    ("/a/<>", "GET"): ANYONE,
    ("/d/<>", "GET"): ANYONE,
    ("/d/<>/file", "GET"): ANYONE,
    ("/activities", "GET"): ANYONE,
    ("/activities/<>", "GET"): ANYONE,
    ("/papers/<>", "GET"): ANYONE,
    ("/guides", "GET"): ANYONE,
    ("/guides/<>", "GET"): ANYONE,
    ("/team", "GET"): ANYONE,
    ("/team/<>", "GET"): ANYONE,
    ("/r/<>", "GET"): ANYONE,
    ("/reset", "GET"): ANYONE,
    ("/desk", "GET"): ANYONE,
    ("/desk/<>", "GET"): ANYONE,
}

OF_THE_WHOLE_PHONE = frozenset({
    ("/api/sync/v1", "POST"),
    ("/api/sync/v1/have", "POST"),
    ("/api/bundles", "POST"),
    # A page shows pictures without a header of ours.
    ("/api/blobs/<>", "GET"),
    # Links that a browser follows by itself, without a header of ours. They give what the rounds have
    # brought to the phone already: the sessions of its people's teams.
    ("/api/exports/help-sessions.csv", "GET"),
    ("/api/exports/help-sessions.xlsx", "GET"),
})  # fmt: skip
"""Routes at which a phone need not name who holds it: what they give concerns all its people."""

OF_BYTES = frozenset({("/api/blobs/<>", "PUT"), ("/api/blobs/<>", "PATCH")})
"""Routes that take bytes as they are, and no JSON. No form of another site sends by these methods."""

HASHING = frozenset({
    ("/api/session/password", "POST"),
    ("/api/accounts", "POST"),
    ("/api/accounts/<>/password", "POST"),
})  # fmt: skip
"""Routes at which a password is hashed for an account that is signed in, and more is asked before."""

_OF_FACTORS = frozenset({Stage.ENROL, Stage.READY})
STAGES: dict[tuple[str, str], frozenset[Stage]] = {
    ("/api/session", "GET"): frozenset(Stage),
    ("/api/session", "DELETE"): frozenset(Stage),
    ("/api/session/factor", "POST"): frozenset({Stage.FACTOR, Stage.READY}),
    ("/api/session/password", "POST"): frozenset({Stage.PASSWORD, Stage.READY}),
    ("/api/session/confirm", "POST"): _OF_FACTORS,
    ("/api/account/factors", "GET"): _OF_FACTORS,
    ("/api/account/totp", "POST"): _OF_FACTORS,
    ("/api/account/totp", "DELETE"): _OF_FACTORS,
    ("/api/account/totp/confirm", "POST"): _OF_FACTORS,
    ("/api/account/passkeys", "POST"): _OF_FACTORS,
    ("/api/account/passkeys/options", "POST"): _OF_FACTORS,
    ("/api/account/passkeys/<>", "DELETE"): _OF_FACTORS,
    ("/api/account/recovery", "POST"): _OF_FACTORS,
}
"""What an account may use whose sign-in is not finished, by how far it has come. It may use nothing
else that an account is needed for."""
_READY = frozenset({Stage.READY})


def shape_of(rule: str) -> str:
    """A rule with its variables left blank: /api/teams/<team_id> becomes /api/teams/<>."""
    return re.sub(r"<[^>]*>", "<>", rule)


_PROOF = ("/api/snapshots/<>", "GET")


def who_may(rule: str, method: str) -> frozenset[Kind]:
    """Those that may use the route; nobody at all if the table does not name it."""
    return PERMISSIONS.get(route_of(rule, method), frozenset())


def is_of_whole_phone(rule: str, method: str) -> bool:
    """Whether a phone asks there in the name of all its people, if it names none."""
    return route_of(rule, method) in OF_THE_WHOLE_PHONE


def media_type_of(rule: str, method: str) -> str:
    """What the body of a request says it is there."""
    is_of_bytes = route_of(rule, method) in OF_BYTES
    return "application/octet-stream" if is_of_bytes else "application/json"


def is_limited_read(rule: str, method: str) -> bool:
    """Whether somebody reads there who has to be known, or what a stranger's look costs more than a
    moment, and no file, which has a limit of its own."""
    route = route_of(rule, method)
    is_file = "." in route[0].rpartition("/")[2]
    is_dear = who_may(rule, method) != ANYONE or route == _PROOF
    return route[1] == "GET" and is_dear and not is_file


def is_hashing(rule: str, method: str) -> bool:
    """Whether a signed-in account has a password hashed there."""
    return route_of(rule, method) in HASHING


def stages_of(rule: str, method: str) -> frozenset[Stage]:
    """How far a sign-in must have come for the route."""
    return STAGES.get(route_of(rule, method), _READY)


def route_of(rule: str, method: str) -> tuple[str, str]:
    """How a route stands in these tables."""
    return shape_of(rule), "GET" if method == "HEAD" else method
