"""How each route is asked rightly. A route that stands in no line fails the test; a new one needs
one line here, or one for each way in which it can name something.

In braces stands what the target is called (places.Target), with `own_` what the asker's own is,
`new1`, `new2` … for fresh ids, and a few that are always the same."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.phones import KEY
from tests.server.files.sending import hash_of, photo
from tests.server.matrix.past import NOW
from tests.server.matrix.places import PAPER, PAPER_SAID, SINCE, SITE, Target
from tests.server.matrix.reach import (
    BELOW,
    BOTH,
    CARE,
    COMMUNE,
    COORDINATORS,
    EDITED,
    ISSUED,
    KEPT,
    KEPT_PEOPLE,
    NEAR,
    PAST_PEOPLE,
    PEOPLE,
    RECORDS,
    ROLES,
    SECRET,
    SESSIONS,
    TOTALS,
    UNITS,
    UNNAMED,
    Reach,
    those,
)
from tests.town import PASSWORD
from tests.workbooks import sent, workbook

TODAY = NOW.date().isoformat()
CONSTANT = {"today": TODAY, "kind": "service", "service": "DD01", "screen": "help"}
CONSTANT |= {"guide": "QUYTAC", "new_guide": "MOI", "indicator": "TAPHUAN"}
FILE = photo(side=16)
CONSTANT |= {"blob": hash_of(FILE), "page": hash_of(PAPER)}
PAPER_PARTS = {**PAPER_SAID, "title": "Kế hoạch khác"}
CONSTANT |= {"version": "1", "drawing": "bia"}
DAYS = "from=2026-11-01&to=2026-11-30"


@dataclass(frozen=True)
class Form:
    """A right request, and in whose reach what it names must lie. `but` holds the problems of
    those whom the table lets in and who yet may not: by role and relation, `*` for each. Where
    nothing is ever changed by it, `changes` is false; where that hangs on what there is, None. What
    is no act of anybody, such as an offer that counts for nothing yet, is not `traced`. An answer that
    `repeats` says the id of the change again that was asked for. One that `names` whom it is of tells
    whoever holds the code, as the paper does on which that stands."""

    method: str
    address: str
    reach: Reach | None = None
    body: Any = None
    but: Mapping[tuple[str, str], str] = field(default_factory=dict)
    absent: str = "not_found"
    changes: bool | None = True
    traced: bool = True
    repeats: bool = False
    names: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def route(self) -> tuple[str, str]:
        """As the table of permissions names it."""
        return re.sub(r"{\w+}", "<>", self.address.split("?")[0]), self.method

    def fill(self, own: Target, target: Target) -> tuple[str, Any]:
        """The address and the body, with the names put in."""
        names = {**vars(target), **{f"own_{name}": each for name, each in vars(own).items()}}
        names |= {f"new{n}": str(uuid4()) for n in range(1, 4)} | CONSTANT
        return self.address.format(**names), _filled(self.body, names)


def get(address: str, reach: Reach | None = None, **more: Any) -> Form:
    return Form("GET", address, reach, changes=False, **more)


def post(address: str, reach: Reach | None = None, body: Any = None, **more: Any) -> Form:
    return Form("POST", address, reach, body or {}, **more)


def put(address: str, reach: Reach | None = None, body: Any = None, **more: Any) -> Form:
    return Form("PUT", address, reach, body, **more)


def patch(address: str, reach: Reach | None = None, body: Any = None, **more: Any) -> Form:
    return Form("PATCH", address, reach, body, **more)


def delete(address: str, reach: Reach | None = None, **more: Any) -> Form:
    return Form("DELETE", address, reach, **more)


def _filled(body: Any, names: Mapping[str, str]) -> Any:
    if isinstance(body, str):
        return body.format(**names)
    if isinstance(body, list):
        return [_filled(each, names) for each in body]
    if isinstance(body, dict):
        return {name: _filled(each, names) for name, each in body.items()}
    return body


SESSION = {
    "id": "{new1}",
    "no": 1000,
    "author": "{own_member}",
    "op": "create",
    "kind": "help_session",
    "record": "{new2}",
    "channel": "team:{team}",
    "schema": 1,
    "at": NOW.isoformat(),
    "set": {
        "day": TODAY,
        "start": "09:10",
        "place_kind": "NVH",
        "people": 1,
        "services.DD01": {"people": 1, "outcome": "XONG", "reasons": []},
    },
}
ROUND = {
    "protocol": 1,
    "app": "1.0.0",
    "schema": 1,
    "device": "{own_device}",
    "now": NOW.isoformat(),
    "changes": [SESSION],
}
CORRECTION = {"set": {"people": 3}, "prev": {"people": 1}, "why": "Ghi thiếu người"}
JOIN = {"code": "{code}", "name": "Người Mới", "device": "{new1}", "key": KEY, "consent": True}
REJOIN = {"device": "{lost_device}", "key": KEY, "receipts": ["{receipt}"]}
ITSELF = {("*", "own"): "wrong_role"}
LEADS = ("lead", BOTH)
# What a lead may do for volunteers only, and what only a coordinator may.
LEAD_ITSELF = those(LEADS, ["own"], "wrong_role")
NO_LEAD = those(LEADS, NEAR, "wrong_role")
# Of the own team its lead is no coordinator, who coordinates another.
WELL_KNOWN = ("/.well-known/security.txt", "/.well-known/change-password")
ONLY_LEADS = those([BOTH], UNITS[BOTH], "wrong_role")
NO_COMMUNE = those((COMMUNE, BOTH), "*", "wrong_role")
# What a move ended is changed by nobody who does not coordinate both teams.
MOVED_AWAY = those((*LEADS, COMMUNE), ["moved member"], "wrong_role")
OVER = those(COORDINATORS, ["ended team"], "closed_on_day")
GONE = OVER | those(COORDINATORS, PAST_PEOPLE, "closed_on_day")
NO_MEMBER = OVER | those((*LEADS, *COORDINATORS), PAST_PEOPLE, "not_found")
# Who leads is kept, nobody is merged who is in a team of others by now, and of two people with phones a
# coordinator says that they are one.
MERGED = (
    NO_LEAD
    | those(LEADS, ["own"], "merge_lead")
    | those(("lead", COMMUNE), ["moved member"], "merge_elsewhere")
)
WITHDRAWN = those(ROLES, [*PAST_PEOPLE, "ended team"], "invitation_revoked")
NO_POSTER = {key: WITHDRAWN[key] for key in WITHDRAWN if key[1] in CARE.get(key[0], ())}
UNIT = {
    "code": "MOI-1",
    "name": "Khu Mới",
    "kind": "thon",
    "parent": "{unit}",
    "valid_from": TODAY,
}
DIVIDED = {
    "kind": "split",
    "units": ["{unit2}"],
    "into": [
        {"code": f"MOI-{name}", "name": f"Khu {name}", "kind": "thon", "parent": "{unit}"}
        for name in ("A", "B")
    ],
    "on": TODAY,
    "dry_run": False,
}
ACCOUNT = {"login": "moi", "name": "Cán Bộ Mới", "role": "coordinator", "unit": "{unit2}"}
ITEM = {
    "kind": "outcome",
    "code": "MOI",
    "label_vi": "Kết quả mới",
    "label_en": "A new outcome",
}
INDICATOR = {
    "code": "MOI",
    "kind": "share",
    "label_vi": "Tỷ lệ mới",
    "label_en": "A new share",
}
PRINTED = {"purpose": "Cổng dịch vụ công", "link": "https://dichvucong.gov.vn/"}
ACTIVITY = {"name": "Ngày hội số", "place": "Chợ mới", "from": TODAY, "to": TODAY}
AIM = {"measure": "turns", "from": "2026-11-01", "to": "2026-11-30", "goal": 50}
ENTERED = {
    "indicator": "TAPHUAN",
    "from": "2026-11-01",
    "to": TODAY,
    "value": 3,
    "source": "Sổ họp",
}
GUIDE = {
    "version": 0,
    "title_vi": "Vào Wi-Fi",
    "title_en": "Use Wi-Fi",
    "steps": [{"vi": "Mở Cài đặt.", "en": "Open the settings.", "picture": None, "never": False}],
}
BUNDLE = {"device": "{new1}", "payload": "e30", "signature": "A" * 86}
OTHERWISE = {"decision": "edit", "set": {"people": 3}, "reason": "Đếm lại"}
NEW_MEMBERS = sent(workbook(["Họ và tên"], ["Người Mới"]))
NEW_UNITS = sent(workbook(["Mã", "Tên", "Loại", "Từ ngày"], ["MOI-2", "Xóm Mới", "Thôn", TODAY]))
# What by hand would be closed_on_day is told of the row.
NO_ROW = those(COORDINATORS, ["ended team"], "sheet_refused")
UNKNOWN_CODE = "invitation_unknown"
CREDENTIALS = {"login": "{login}", "password": PASSWORD}
NO_RESET = {"token": "v1." + "A" * 43}
NO_PASSKEY = {"id": "{new1}", "credential": {"id": "AAAA"}}


def everybody(code: str) -> dict[tuple[str, str], str]:
    """All whom the table lets in get this problem, whatever they name."""
    return those(ROLES, "*", code)


FORMS: list[Form] = [
    # Syncing
    post("/api/sync/v1", body=ROUND),
    # What is another phone's is missing to this one, as what nobody has: the same ids, nothing else.
    post("/api/sync/v1/have", body={"changes": ["{change}"]}, changes=False, repeats=True),
    # Whose it is stands in the bundle; here it is nobody's, which whoever may bring one is told.
    post("/api/bundles", body=BUNDLE, but=those(ROLES, "*", "bundle_unknown_phone")),
    get("/api/review"),
    get("/api/review?unit={unit}", UNITS),
    get("/api/review?team={team}", CARE),
    post("/api/review/{item}/settlement", CARE, {"decision": "refuse"}),
    post("/api/review/{item}/settlement", CARE, {"decision": "accept"}),
    post("/api/review/{item}/settlement", EDITED, OTHERWISE),
    # Reading
    get(f"/api/tallies?{DAYS}"),
    get(f"/api/tallies?{DAYS}&team={{team}}", TOTALS),
    get(f"/api/tallies?{DAYS}&unit={{unit}}&by=team", UNITS),
    get(f"/api/tallies/members?{DAYS}&team={{team}}", RECORDS),
    get(f"/api/help-sessions?{DAYS}"),
    get(f"/api/help-sessions?{DAYS}&team={{team}}", RECORDS),
    get(f"/api/help-sessions?{DAYS}&unit={{unit}}", UNITS),
    get(f"/api/help-sessions/sums?{DAYS}"),
    get(f"/api/help-sessions/sums?{DAYS}&team={{team}}", RECORDS),
    get(f"/api/help-sessions/sums?{DAYS}&unit={{unit}}", UNITS),
    get("/api/help-sessions/{session}", SESSIONS),
    patch(
        "/api/help-sessions/{session}",
        SESSIONS,
        CORRECTION,
        but=NO_LEAD | those([COMMUNE], ["moved team"], "wrong_role"),
    ),
    get(f"/api/exports/help-sessions.csv?{DAYS}"),
    get(f"/api/exports/help-sessions.csv?{DAYS}&team={{team}}", RECORDS),
    get(f"/api/exports/help-sessions.csv?{DAYS}&unit={{unit}}", UNITS),
    get(f"/api/exports/help-sessions.xlsx?{DAYS}"),
    get(f"/api/exports/help-sessions.xlsx?{DAYS}&team={{team}}", RECORDS),
    get(f"/api/exports/help-sessions.xlsx?{DAYS}&unit={{unit}}", UNITS),
    get("/api/phones"),
    get("/api/phones?team={team}", CARE),
    get("/api/phones?unit={unit}", UNITS),
    get("/api/tallies/silent"),
    get("/api/tallies/silent?team={team}", CARE),
    get("/api/tallies/silent?unit={unit}", UNITS),
    # Joining and signing in
    post("/api/challenge", None, {"device": "{new1}", "purpose": "join"}, changes=False),
    post("/api/join", SECRET, JOIN, absent=UNKNOWN_CODE, but=WITHDRAWN),
    post(
        "/api/join/look",
        SECRET,
        {"code": "{code}"},
        absent=UNKNOWN_CODE,
        changes=False,
        but=WITHDRAWN,
    ),
    post("/api/rejoin", SECRET, REJOIN, absent="device_unknown"),
    post("/api/session", SECRET, CREDENTIALS, absent="bad_credentials"),
    get("/api/session"),
    delete("/api/session"),
    post("/api/session/password", body={"old": PASSWORD, "new": "mot-cau-that-dai-va-la-{new1}"}),
    post("/api/session/factor", body={"code": "000000"}, changes=False),
    post("/api/session/passkey/options", changes=False),
    post("/api/session/passkey", body=NO_PASSKEY, but=everybody("bad_factor")),
    post("/api/session/confirm", body={"password": PASSWORD}, traced=False),
    post("/api/reset/look", body=NO_RESET, but=everybody("reset_unknown")),
    post("/api/reset", body={**NO_RESET, "password": PASSWORD}, but=everybody("reset_unknown")),
    # The own account
    get("/api/account/factors"),
    post("/api/account/totp", traced=False),
    post("/api/account/totp/confirm", body={"code": "000000"}, but=everybody("bad_factor")),
    delete("/api/account/totp", but=everybody("not_found")),
    post("/api/account/passkeys/options", changes=False),
    post("/api/account/passkeys", body={**NO_PASSKEY, "name": "Máy"}, but=everybody("bad_factor")),
    delete("/api/account/passkeys/{new1}", but=everybody("not_found")),
    post("/api/account/recovery", but=everybody("no_factor")),
    get("/api/account/sessions"),
    delete("/api/account/sessions", changes=None),
    delete("/api/account/sessions/{new1}", but=everybody("not_found")),
    delete("/api/account/guesses", changes=False),
    delete("/api/account/access-changes?until=1", changes=False),
    # What coordinators keep
    get("/api/units"),
    post("/api/units", UNITS, UNIT),
    get("/api/units.xlsx"),
    get("/api/units/template.xlsx"),
    post("/api/units/import", body=NEW_UNITS),
    post("/api/units/import", body={**NEW_UNITS, "dry_run": True}, changes=False),
    patch("/api/units/{unit2}", UNITS, {"name": "Tên Mới"}),
    post("/api/units/{unit2}/end", UNITS, {"on": TODAY}),
    post("/api/units/changes", UNITS, DIVIDED),
    post("/api/units/changes", UNITS, {**DIVIDED, "dry_run": True}, changes=False),
    get("/api/accounts"),
    post("/api/accounts", UNITS, ACCOUNT),
    patch("/api/accounts/{account}", KEPT, {"name": "Tên Mới"}, but=ITSELF),
    post("/api/accounts/{account}/password", KEPT, but=ITSELF),
    post("/api/accounts/{account}/reset", KEPT, but=ITSELF),
    delete("/api/accounts/{account}/factors", KEPT, but=ITSELF, changes=None),
    get("/api/catalogue"),
    post("/api/catalogue", body=ITEM, but=NO_COMMUNE),
    patch("/api/catalogue/{kind}/{service}", body={"label_vi": "Tên mới"}, but=NO_COMMUNE),
    get("/api/audit"),
    get(f"/api/activities?{DAYS}"),
    get(f"/api/activities?{DAYS}&unit={{unit}}", UNITS),
    get(f"/api/activities.xlsx?{DAYS}&unit={{unit}}", UNITS),
    post(
        "/api/activities",
        UNITS,
        {**ACTIVITY, "unit": "{unit}", "teams": ["{own_team}"]},
        but=ONLY_LEADS,
    ),
    post(
        "/api/activities",
        CARE,
        {**ACTIVITY, "unit": "{own_unit}", "teams": ["{team}"]},
        but=NO_LEAD,
    ),
    put(
        "/api/activities/{activity}",
        UNITS,
        {**ACTIVITY, "unit": "{own_unit}", "teams": ["{own_team}"]},
        but=ONLY_LEADS,
    ),
    get("/api/activities/{activity}/programme", UNITS),
    put(
        "/api/activities/{activity}/programme",
        UNITS,
        {
            "version": 0,
            "slots": [
                {"id": 1, "name": None, "day": SINCE, "start": "07:30", "end": None, "place": None}
            ],
            "agenda": [],
        },
    ),
    delete("/api/activities/{activity}", UNITS),
    get("/api/papers"),
    get("/api/papers?unit={unit}", UNITS),
    get("/api/papers?activity={activity}"),
    get("/api/papers.xlsx?unit={unit}&state=live", UNITS),
    post(
        "/api/papers", UNITS, {**PAPER_PARTS, "unit": "{unit}", "activity": None, "file": "{page}"}
    ),
    put("/api/papers/{paper}", UNITS, {**PAPER_PARTS, "file": None, "edition": 1}),
    delete("/api/papers/{paper}", UNITS),
    get("/api/papers/{paper}/phones", UNITS),
    get("/api/papers/{paper}/text", {}),
    get("/api/codes"),
    get("/api/codes?unit={unit}", UNITS),
    get("/api/codes.xlsx?unit={unit}", UNITS),
    get("/api/codes/sheet.pdf?codes={printed}", UNITS),
    post("/api/codes", UNITS, {**PRINTED, "unit": "{unit}"}),
    put(
        "/api/codes/{printed}",
        UNITS,
        {**PRINTED, "purpose": "Cổng", "before": "https://dichvucong.gov.vn/"},
    ),
    post("/api/codes/{printed}/ending", UNITS),
    delete("/api/codes/{printed}/ending", UNITS, changes=False),
    post("/api/codes/{printed}/prints", UNITS, {"place": "Chợ", "day": TODAY}),
    delete("/api/codes/{printed}/prints/{hung}", UNITS),
    # No record names a file here, so nobody reads one; whoever sends one changes nothing but that.
    get("/api/blobs/{blob}", {}),
    put("/api/blobs/{blob}", SECRET, FILE, traced=False),
    patch(
        "/api/blobs/{blob}",
        SECRET,
        FILE,
        traced=False,
        headers={"Upload-Offset": "0", "Upload-Length": str(len(FILE))},
    ),
    post("/api/blobs/have", body={"blobs": ["{blob}"]}, changes=False),
    get("/api/sites"),
    get("/api/sites?unit={unit}", UNITS),
    get("/api/sites.xlsx?unit={unit}", UNITS),
    post("/api/sites", UNITS, {"unit": "{unit}", "name": "bia-{new1}", "content": SITE}),
    get("/api/sites/{site}", UNITS),
    put("/api/sites/{site}", UNITS, {"version": 1, "content": SITE}),
    get("/api/sites/{site}/versions/{version}", UNITS),
    post("/api/sites/{site}/submission", UNITS, {"version": 1}, changes=False),
    delete("/api/sites/{site}/submission", UNITS),
    post("/api/sites/{site}/approval", UNITS, {"version": 1}),
    post("/api/sites/{site}/withdrawal", UNITS, changes=False),
    get("/api/teams/{team}/plan", TOTALS),
    get("/api/progress"),
    get("/api/progress?unit={unit}", UNITS),
    get("/api/progress?team={team}", TOTALS),
    put("/api/targets", UNITS, {**AIM, "unit": "{unit2}"}),
    put("/api/targets", CARE, {**AIM, "team": "{team}"}, but=NO_LEAD),
    delete("/api/targets/{target}", UNITS),
    get("/api/targets/{target}/parts", UNITS),
    post("/api/targets/{target}/parts", UNITS),
    get("/api/units/{unit}/weights", UNITS),
    put("/api/units/{unit2}/weight", UNITS, {"weight": 70}),
    get("/api/indicators"),
    post("/api/indicators", body=INDICATOR, but=NO_COMMUNE),
    patch("/api/indicators/{indicator}", body={"label_vi": "Tên mới"}, but=NO_COMMUNE),
    get(f"/api/indicator-values?{DAYS}&unit={{unit}}", UNITS),
    get(f"/api/indicator-values?{DAYS}&team={{team}}", TOTALS),
    post("/api/indicator-values", UNITS, {**ENTERED, "unit": "{unit}"}),
    post("/api/indicator-values", CARE, {**ENTERED, "team": "{team}"}, but=NO_LEAD),
    delete("/api/indicator-values/{entered}", UNITS),
    get("/api/reports?unit={unit}&month=2026-11", UNITS),
    get("/api/reports?unit={unit}&month=2026-10", UNITS),
    get(f"/api/reports?unit={{unit}}&{DAYS}", UNITS),
    post("/api/reports", UNITS, {"unit": "{unit2}", "month": "2026-11", "despite": True}),
    get("/api/reports/closed?unit={unit}", UNITS),
    get("/api/reports/missing?unit={unit2}&month=2026-11", UNITS),
    post(
        "/api/reports/reopened",
        UNITS,
        {"unit": "{unit}", "month": "2026-10", "reason": "Sửa sau khi đối chiếu"},
        but=those((*COORDINATORS, BOTH), ["own"], "wrong_role"),  # from above alone
    ),
    get("/api/exports/report.xlsx?unit={unit}&month=2026-11", UNITS),
    get("/api/exports/report.xlsx?unit={unit}&month=2026-10", UNITS),
    get("/api/exports/report.docx?unit={unit}&month=2026-11", UNITS),
    get("/api/exports/report.docx?unit={unit}&month=2026-10&layout=nd30", UNITS),
    get(f"/api/exports/report.csv?unit={{unit}}&{DAYS}", UNITS),
    get("/api/snapshots/{snapshot}", SECRET),
    get("/api/guides"),
    get("/api/guides/{guide}/versions"),
    put("/api/guides/{new_guide}", body=GUIDE, but=NO_COMMUNE),
    get("/api/teams"),
    get("/api/teams?unit={unit}", UNITS),
    post("/api/teams", UNITS, {"name": "Đội Mới", "kind": "khac", "unit": "{unit}"}),
    get("/api/teams/{team}", CARE),
    patch("/api/teams/{team}", CARE, {"label": "Nhãn mới"}, but=NO_LEAD),
    post("/api/teams/{team}/move", CARE, {"unit": "{unit2}", "from": TODAY}, but=OVER | NO_LEAD),
    post("/api/teams/{team2}/end", {**CARE, BOTH: BELOW}, {"on": TODAY}, but=OVER),
    post("/api/teams/{team}/members", CARE, {"name": "Người Mới"}, but=OVER),
    get("/api/members.xlsx"),
    get("/api/members.xlsx?team={team}", CARE, but=NO_LEAD),
    get("/api/members.xlsx?unit={unit}", UNITS),
    get("/api/members/template.xlsx"),
    get("/api/members/template.xlsx?team={team}", CARE, but=NO_LEAD),
    post(
        "/api/members/import",
        CARE,
        {**NEW_MEMBERS, "team": "{team}"},
        but=NO_LEAD | NO_ROW,
    ),
    post(
        "/api/members/import",
        CARE,
        {**NEW_MEMBERS, "team": "{team}", "dry_run": True},
        changes=False,
        but=NO_LEAD,
    ),
    patch("/api/members/{member}", PEOPLE, {"name": "Tên Mới"}, but=LEAD_ITSELF),
    # What people ask for about their own data
    get("/api/data-requests"),
    get("/api/data-requests?state=answered"),
    post(
        "/api/data-requests",
        KEPT_PEOPLE,
        {"id": "{new1}", "member": "{member}", "wish": "erase", "received": "{today}"},
    ),
    post("/api/data-requests/{data_request}/answer", KEPT_PEOPLE, {"outcome": "done"}),
    post("/api/members/{member}/erasure", KEPT_PEOPLE, {"reason": "Theo ý bạn ấy"}),
    get("/api/me/data", but=those([UNNAMED], ["*"], "acting_member_required")),
    patch(
        "/api/teams/{team}/members/{member}",
        CARE,
        {"affiliation": "CONGAN"},
        but=LEAD_ITSELF | MOVED_AWAY,
    ),
    patch(
        "/api/teams/{team}/members/{member}",
        CARE,
        {"to": TODAY},
        but=LEAD_ITSELF | MOVED_AWAY | OVER,
    ),
    patch(
        "/api/teams/{team}/members/{member}",
        CARE,
        {"role": "lead"},
        but=NO_LEAD | GONE | MOVED_AWAY,
    ),
    post(
        "/api/teams/{team}/members/{member}/move",
        CARE,
        {"team": "{team2}", "on": TODAY},
        but=NO_LEAD | GONE,
    ),
    get("/api/teams/{team}/members/{member}/merge?into={member2}", CARE, but=MERGED),
    post("/api/teams/{team}/members/{member}/merge", CARE, {"into": "{member2}"}, but=MERGED),
    get(f"/api/teams/{{team}}/members/{{member}}/certificates?{DAYS}", CARE, but=NO_LEAD),
    post(
        "/api/teams/{team}/members/{member}/certificates",
        CARE,
        {"from": "2026-11-01", "to": "{today}"},
        but=NO_LEAD | those([BOTH], ["moved team"], "nothing_to_confirm"),
    ),
    get("/api/certificates/{certificate}", ISSUED, but=NO_LEAD),
    post(
        "/api/certificates/{certificate}/withdrawal",
        ISSUED,
        but=NO_LEAD | those([BOTH], ["moved team"], "wrong_role"),
    ),
    get("/c/{certificate}", SECRET, names=True),
    post("/api/codes/{printed}/following", {}, absent="not_found", traced=False),
    get("/a/{activity}", {}),
    get("/d/{paper}", {}),
    get("/d/{paper}/file", {}),
    get("/c/{printed}", SECRET, names=True),
    get("/C/{printed}", SECRET, names=True),
    # What waits for a second person is nobody's to read.
    get("/p/"),
    get("/p/{site_name}", {}),
    get("/p/{site_name}/en", {}),
    get("/p/files/{blob}", {}),
    *(get("/p/" + file) for file in ("drawings/{drawing}.svg", "register.js", "sw.js")),
    get("/api/teams/{team}/invitations", CARE),
    post("/api/teams/{team}/invitations", CARE, but=OVER),
    post(
        "/api/teams/{team}/invitations",
        CARE,
        {"member": "{member}"},
        but=LEAD_ITSELF | NO_MEMBER,
    ),
    post(
        "/api/teams/{team}/invitations",
        CARE,
        {"role": "lead", "hours": 24, "max_uses": 1},
        but=NO_LEAD | OVER,
    ),
    delete("/api/invitations/{invitation}", CARE),
    post(
        "/api/posters",
        CARE,
        {"code": "{code}", "short_code": "{short}"},
        changes=False,
        but=NO_POSTER,
    ),
    get("/api/enrolments"),
    get("/api/enrolments?unit={unit}&state=approved", UNITS),
    post(
        "/api/enrolments/{waiting_device}/{waiting_member}/decision",
        CARE,
        {"decision": "approve"},
    ),
    post(
        "/api/enrolments/{waiting_device}/{waiting_member}/decision",
        CARE,
        {"decision": "refuse"},
    ),
    *(
        post(
            "/api/enrolments/{waiting_leads_device}/{waiting_lead}/decision",
            CARE,
            {"decision": decision},
            but=NO_LEAD,
        )
        for decision in ("approve", "refuse")
    ),
    post(
        "/api/enrolments/{device}/{member}/pin",
        PEOPLE,
        {"team": "{team}"},
        but=LEAD_ITSELF | those(ROLES, ["moved member"], "not_found"),
    ),
    delete("/api/devices/{device}", PEOPLE, but=LEAD_ITSELF),
    # Operations and the app itself
    *(
        get(address)
        for address in (
            "/api/probe",
            "/api/openapi.json",
            "/healthz",
            "/readyz",
            "/metrics",
            *WELL_KNOWN,
        )
    ),
    get("/api/phone"),
    *(
        get(address)
        for address in (
            "/",
            "/j",
            "/count",
            "/visit",
            "/hand",
            "/take",
            "/sent",
            "/guides",
            "/activities",
            "/me",
            "/reset",
            "/desk",
            "/log/{service}",
        )
    ),
    get("/r/{snapshot}"),
    *(get(address) for address in ("/session/{session}", "/me/{screen}", "/desk/{screen}")),
    *(
        get(address)
        for address in (
            "/guides/{guide}",
            "/team",
            "/team/{screen}",
            "/activities/{activity}",
            "/papers/{paper}",
        )
    ),
]
