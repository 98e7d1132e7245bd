"""Sabotages of what goes over the wire: its values, its rows, its verdicts."""

from tests.sabotage.sabotage import Sabotage

GOLDEN = "tests/sync/test_golden.py"
VERDICT = "tests/sync/test_verdict.py"
SMALL = "tests/sync/test_small_rules.py"
PROPERTIES = "tests/sync/test_properties.py"
RECEPTION = "tests/sync/test_receive.py"
CORRECTION = "tests/sync/test_correction.py"
BODIES = "tests/protocol/test_bad_bodies.py"
BAD_CHANGES = "tests/protocol/test_bad_changes.py"
ROUND = "tests/server/sync/test_round.py"
ERASING = "tests/server/sync/test_erasing.py"
ERASED = "tests/server/sync/test_erased.py"
RULES = "src/rules/golden.test.ts"
FIGURES = "src/queries/numbers.test.ts"
PEOPLE = "src/store/people.test.ts"

WIRE = (
    Sabotage(
        "a phone takes an id that the server will give",
        "4.8",
        "sync/write_permissions.py",
        "    if is_servers(change.record):",
        "    if False:",
        (VERDICT, GOLDEN),
    ),
    Sabotage(
        "true is 1",
        "4.3.2",
        "sync/values.py",
        "    if isinstance(a, bool) or isinstance(b, bool):\n        return a is b",
        "    if False:\n        return a is b",
        (GOLDEN,),
    ),
    Sabotage(
        "a set keeps the order of tapping",
        "4.3.3",
        "sync/kinds/fields.py",
        "            found = sorted({each if fits(each) else _refuse(name) for each in value})",
        "            found = [each if fits(each) else _refuse(name) for each in value]",
        (GOLDEN,),
    ),
    Sabotage(
        "a reason stands at a create",
        "4.1.8",
        "sync/change.py",
        '    if op != "edit":\n        raise ChangeRefused("bad_shape", "why")',
        "    pass",
        (RECEPTION, CORRECTION, GOLDEN),
    ),
    Sabotage(
        "I and 1 are two signs of a code",
        "4.7.2",
        "sync/code.py",
        '_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})',
        '_ALIKE = str.maketrans({"O": "0", "L": "1"})',
        (GOLDEN,),
    ),
    Sabotage(
        "a waiting phone reads the team's records",
        "6.2",
        "sync/channel.py",
        '    teams = {each.team for each in enrolments if each.state == "approved"}',
        '    teams = {each.team for each in enrolments if each.state != "refused"}',
        ("tests/server/sync/test_waiting.py",),
    ),
    Sabotage(
        "a row's hash leaves its state out",
        "6.4",
        "sync/digest.py",
        """    text = f'["{record}",{ver},"{channel}","{state}",'.encode() + fields + b"]\"""",
        """    text = f'["{record}",{ver},"{channel}","",'.encode() + fields + b"]\"""",
        (SMALL,),
    ),
    Sabotage(
        "a create is replayed on the row that holds it",
        "3.4",
        "pwa/src/rules/replay.ts",
        "shown ??= withFields(",
        "shown = withFields(",
        (RULES,),
    ),
    Sabotage(
        "one change that is no object refuses its neighbours",
        "4.1.1",
        "server/sync/schemas.py",
        '            raise self.make_error("invalid")\n        return value',
        '            raise self.make_error("invalid")\n'
        "        if not all(isinstance(each, dict) for each in value):\n"
        '            raise self.make_error("invalid")\n'
        "        return value",
        (BAD_CHANGES, BODIES),
    ),
    Sabotage(
        "an edit goes where the author is, not where the record is",
        "4.1.3",
        "pwa/src/store/bind-people.ts",
        "      await db.outbox.put({ ...item, channel: own ?? to.channel, author: authorOf(whole) })",
        "      await db.outbox.put({ ...item, channel: to.channel, author: authorOf(whole) })",
        (PEOPLE,),
    ),
    Sabotage(
        "a row goes out twice in one answer",
        "4.1.10",
        "server/sync/store/pages.py",
        '_UNTOLD = " AND NOT CAST(ver AS TEXT) IN_JSON(:told)"',
        '_UNTOLD = ""',
        (ROUND,),
    ),
    Sabotage(
        "a phone does not hear how far it has come",
        "4.1.11",
        "server/sync/round_request.py",
        "            and all(number == newest[0] for number in self.cursor.values())",
        "            and True",
        (ROUND,),
    ),
    Sabotage(
        "fields that were taken away go out as null",
        "4.2.1",
        "sync/merge.py",
        "    return {name: value for name, value in whole.items() if value is not None}",
        "    return whole",
        (GOLDEN, PROPERTIES, VERDICT),
    ),
    Sabotage(
        "the phone counts what the server would not",
        "4.2.2",
        "pwa/src/queries/figures.ts",
        "  if (state !== 'counted' && !here) return []",
        "",
        (FIGURES, "src/queries/session-view.test.ts"),
    ),
    Sabotage(
        "an erased row does not say so",
        "4.2.4",
        "server/sync/store/pages.py",
        "CASE WHEN erased THEN",
        "CASE WHEN erased AND FALSE THEN",
        (ERASING, ERASED),
    ),
    Sabotage(
        "services are one field",
        "4.3.1",
        "sync/merge.py",
        "        now = current.get(name)",
        "        now = current.get(name)\n"
        '        if name.startswith("services.") and len(prev) < sum("." in n for n in current):\n'
        "            conflicts.append(name)\n"
        "            continue",
        (GOLDEN, PROPERTIES),
    ),
    Sabotage(
        "phones write what only the server writes",
        "4.9",
        "sync/kinds/kind.py",
        '            raise ChangeRefused("server_only_kind")',
        "            pass",
        (VERDICT, GOLDEN, SMALL, BAD_CHANGES),
    ),
    Sabotage(
        "a name that stands twice is taken once",
        "5.1.1",
        "server/http/json_body.py",
        "    if len(found) != len(pairs):",
        "    if False:",
        (BODIES,),
    ),
    Sabotage(
        "a change of an old schema is raised by one step only",
        "5.1.3",
        "sync/upcast/__init__.py",
        "        raised = step(raised)",
        "        return step(raised)",
        (SMALL,),
    ),
)
