"""Sabotages of what people ask for about their own data, and of what they are told of it."""

from tests.sabotage.sabotage import Sabotage

RULES = "tests/sync/test_data_requests.py"
REQUESTS = "tests/server/directory/test_data_requests.py"
OWN = "tests/server/directory/test_own_data.py"

DATA_REQUESTS = (
    Sabotage(
        "who waits for approval may not ask for what is theirs",
        "5.20.1",
        "sync/events.py",
        '    if KINDS[change.kind].counts_for == "author":',
        '    if KINDS[change.kind].counts_for == "nobody":',
        (RULES,),
    ),
    Sabotage(
        "a phone asks where nobody of it is",
        "5.20.1",
        "pwa/src/actions/data-requests.ts",
        "    if (!person?.channel || !device) throw new ChangeRefused('unknown_author', 'author')",
        "    if (!device) throw new ChangeRefused('unknown_author', 'author')",
        ("src/actions/data-requests.test.ts",),
    ),
    Sabotage(
        "a Saturday is a working day",
        "5.20.2",
        "sync/data_requests.py",
        "_SATURDAY = 5",
        "_SATURDAY = 6",
        (RULES,),
    ),
    Sabotage(
        "a coordinator answers for people of others",
        "5.20.3",
        "server/directory/use_cases/data_requests.py",
        "    ours = [row for row in found if keeping[row.member_id] & teams]",
        "    ours = [row for row in found if keeping]",
        (REQUESTS,),
    ),
    Sabotage(
        "a second answer takes the place of the first",
        "5.20.3",
        "server/directory/use_cases/data_requests.py",
        "        if found.outcome is not None:",
        "        if found.outcome == outcome:",
        (REQUESTS,),
    ),
    Sabotage(
        "who keeps one of somebody's teams erases them",
        "5.20.4",
        "server/directory/use_cases/data_requests.py",
        "    if not keeping <= coordinated:",
        "    if not keeping:",
        (REQUESTS,),
    ),
    Sabotage(
        "of who came along the author's note is told",
        "5.20.5",
        "server/directory/use_cases/own_data.py",
        '"note": f.get("note") if is_author else None',
        '"note": f.get("note")',
        (OWN,),
    ),
    Sabotage(
        "whoever only says to be somebody reads all that is kept about that one",
        "5.20.5",
        "server/directory/use_cases/own_data.py",
        "    if data_requests.unproved(db.session(), {(phone.id, member.id)}):",
        "    if not member.id:",
        ("tests/server/directory/test_own_data.py",),
    ),
)
