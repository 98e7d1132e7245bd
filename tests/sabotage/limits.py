"""Sabotages of what keeps one phone from holding up the others: budgets, turns and room."""

from tests.sabotage.sabotage import Sabotage

BUDGET = "tests/sync/test_budget.py"
PUSH_LIMITER = "tests/server/syncing/test_push_limiter.py"
ROOM = "tests/server/syncing/test_room.py"
DEAREST = "tests/server/syncing/test_dearest.py"
HELD_BACK = "src/sync/held-back.test.ts"

LIMITS = (
    Sabotage(
        "a text that no field takes is looked through",
        "5.1.2",
        "sync/screened.py",
        "    if text == BLANK or len(text) > TEXT_CODE_POINTS:",
        "    if text == BLANK:",
        (BUDGET,),
    ),
    Sabotage(
        "a change has no budget",
        "5.1.2",
        "sync/budget.py",
        "        if max(len(text), LOOK_CODE_POINTS) > self.left:",
        "        if False:",
        (BUDGET,),
    ),
    Sabotage(
        "what has no look left is kept as it came",
        "5.1.2",
        "sync/screening/blanking.py",
        "        if not may_look(nfc):\n            break",
        "        if not may_look(nfc):\n            return nfc",
        (BUDGET,),
    ),
    Sabotage(
        "the budget goes by the order in which names came",
        "5.1.2",
        "sync/screened.py",
        "    for is_other, name in sorted((not _is_ours(name, position), name) for name in named):",
        "    for is_other, name in [(not _is_ours(name, position), name) for name in named]:",
        (BUDGET,),
    ),
    Sabotage(
        "a request is looked through without an end",
        "5.1.2",
        "sync/budget.py",
        "        if self.left < points:\n",
        "        if False:\n",
        (BUDGET,),
    ),
    Sabotage(
        "what only has the hash of its id passes for what was screened",
        "5.2.1",
        "sync/reception.py",
        "        if not is_within_budget(raw) or hashlib.sha256(spell(raw)).hexdigest() != payload_hash:",
        "        if not is_within_budget(raw):",
        (BUDGET,),
    ),
    Sabotage(
        "what is known is looked through again",
        "5.2.1",
        "server/syncing/batches.py",
        "        found = known or self._try(raw)",
        "        found = self._try(raw)",
        (DEAREST,),
    ),
    Sabotage(
        "two pushes of a phone are in work at once",
        "4.5.6",
        "server/syncing/push_limiter.py",
        "            if place in self._in_work:",
        "            if False:",
        (PUSH_LIMITER,),
    ),
    Sabotage(
        "workers do not tell each other whose push is in work",
        "4.5.6",
        "server/syncing/push_limiter.py",
        "            self._lock(place)\n",
        "            self._open()\n",
        (PUSH_LIMITER,),
    ),
    Sabotage(
        "dear pushes take all workers",
        "4.5.6",
        "server/syncing/push_limiter.py",
        "                self._limiter.take(_WIDE)\n",
        "                pass\n",
        (PUSH_LIMITER,),
    ),
    Sabotage(
        "what a push costs comes out of no allowance",
        "4.5.7",
        "server/syncing/push_limiter.py",
        "        if missing >= 0:",
        "        if False:",
        (PUSH_LIMITER,),
    ),
    Sabotage(
        "a stopped phone has the allowance of one that is let in",
        "4.5.7",
        "server/syncing/push_limiter.py",
        "few.get(whole.phone_kind, APPROVED)",
        "APPROVED",
        (PUSH_LIMITER,),
    ),
    Sabotage(
        "a body is read before its turn",
        "4.5.7",
        "server/syncing/decoding.py",
        "        if len(body) > MOST_WITHOUT_CHANGES and not _SAYS_NONE.search(body):",
        "        if False:",
        (PUSH_LIMITER,),
    ),
    Sabotage(
        "as much of a phone waits as it likes",
        "4.5.8",
        "server/syncing/store/room.py",
        "        if min(left) >= 0:",
        "        if True:",
        (ROOM,),
    ),
    Sabotage(
        "what a waiting phone recorded takes no room",
        "4.5.8",
        "server/syncing/writing.py",
        "        elif self.room is not None and waits_in(channel, kind):",
        "        elif False:",
        (ROOM,),
    ),
    Sabotage(
        "a phone that may push nothing hears nothing",
        "4.5.8",
        "pwa/src/sync/round.ts",
        "    const ended = await runRound(ports, pace, 0)",
        "    const ended: RoundEnd = { end: 'done', left: false }",
        (HELD_BACK,),
    ),
    Sabotage(
        "one change without room holds all others up",
        "4.5.8",
        "pwa/src/sync/pace.ts",
        "      this.full.add(one.id)\n",
        "",
        (HELD_BACK,),
    ),
)
