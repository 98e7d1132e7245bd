"""Sabotages of editing: values of one's own from whoever settles what waits."""

from tests.sabotage.sabotage import Sabotage

RULES = "tests/sync/test_editing.py"
SERVER = "tests/server/sync/test_editing.py"

EDITING = (
    Sabotage(
        "what was sent goes in, whatever was typed in its place",
        "5.7.7",
        "sync/editing.py",
        "        for name, value in {**sent, **own}.items()",
        "        for name, value in {**own, **sent}.items()",
        (RULES, SERVER),
    ),
    Sabotage(
        "what is typed into what waits goes by no rule",
        "5.7.7",
        "sync/editing.py",
        "    check_vouched(clean, members, today)",
        "    pass",
        (RULES, SERVER),
    ),
    Sabotage(
        "a session that goes in edited serves more people than were there",
        "5.7.7",
        "sync/settling.py",
        "        KINDS[change.kind].check_settled({}, fields)",
        "        pass",
        (RULES,),
    ),
    Sabotage(
        "the author is not told who edited, and why",
        "5.7.7",
        "server/sync/editing.py",
        "    return {FIELD: by_whom(principal, team, author, settlement.reason)}",
        "    return {FIELD: None}",
        (SERVER,),
    ),
    Sabotage(
        "who settles one late value sets any other field by it",
        "5.7.7",
        "server/sync/editing.py",
        "        if name not in proposed:",
        "        if False:",
        (SERVER,),
    ),
    Sabotage(
        "of a late edit's numbers one alone is settled",
        "5.7.2",
        "server/records/store/reviews.py",
        'row.f.get("settled") is None and question(row.id, row.f) == asked',
        "row.id == proposal.id",
        ("tests/server/sync/test_proposals.py",),
    ),
    Sabotage(
        "what went in edited is counted, and stands in no change",
        "5.7.7",
        "server/sync/editing.py",
        "    note_own(writer, row, {**clean, **said}, clean, there.f)",
        "    pass",
        (SERVER,),
    ),
    Sabotage(
        "a review takes away a field that its form does not ask for",
        "5.7.7",
        "pwa/src/screens/lead/review/review-form.ts",
        "row.code === 'unknown_field' ? sent",
        "row.code !== null ? sent",
        ("src/screens/lead/review/review-form.test.ts",),
    ),
    Sabotage(
        "a text passes at one look, whatever stands in it",
        "5.1.2",
        "sync/kinds/fields.py",
        " or not is_clean(value, request, may_hold):",
        ":",
        ("tests/sync/test_one_road.py",),
    ),
    Sabotage(
        "a count passes at one look beyond its bound",
        "4.8",
        "sync/kinds/fields.py",
        "        if type(value) is not int or not 1 <= value <= most:",
        "        if type(value) is not int:",
        ("tests/sync/test_one_road.py",),
    ),
    Sabotage(
        "a field that no table has passes at one look",
        "4.8",
        "sync/kinds/kind.py",
        "        if rule is None or not is_short_code(code) or len(self._fast) > _MOST_SEEN:",
        "        if rule is None or len(self._fast) > _MOST_SEEN:",
        ("tests/sync/test_one_road.py",),
    ),
)
