"""Sabotages of the phone."""

from tests.sabotage.sabotage import Sabotage

WRITING = "src/store/outbox.test.ts"
PEOPLE = "src/store/people.test.ts"
HELD = "src/store/data-loss.test.ts"
HTTP = "simulation/http.test.ts"
LOCAL_REBUILD = "src/store/rebuild.test.ts"
VERDICTS = "src/sync/verdicts.test.ts"
ROUND = "src/sync/round.test.ts"
DIGEST = "src/sync/digest.test.ts"
REBUILD = "src/sync/rebuild.test.ts"
REFUSED = "src/sync/refused.test.ts"
REJOIN = "src/sync/rejoin.test.ts"
SENDER = "src/sync/sender.test.ts"
GOLDEN = "src/rules/golden.test.ts"
ACTIONS = "src/actions/help-session.test.ts"
SIMULATION = "tests/simulation/test_simulation.py"

PHONE = (
    Sabotage(
        "saved is said before the medium has it",
        "3.1",
        "pwa/src/store/database.ts",
        "    super(name, { chromeTransactionDurability: 'strict' })",
        "    super(name, { chromeTransactionDurability: 'relaxed' })",
        (WRITING,),
    ),
    Sabotage(
        "a number is given twice",
        "4.1.2",
        "pwa/src/store/settings.ts",
        "  const next = ((await getSetting(key)) ?? 0) + 1",
        "  const next = ((await getSetting(key)) ?? 0) || 1",
        (WRITING,),
    ),
    Sabotage(
        "what is older than 90 days goes, settled or not",
        "3.2",
        "pwa/src/store/rebuild.ts",
        "      const settled = old.filter((item) => item.open !== 1)",
        "      const settled = old",
        (LOCAL_REBUILD, REBUILD),
    ),
    Sabotage(
        "joining binds nothing that was recorded before",
        "3.5",
        "pwa/src/store/bind-people.ts",
        "      await bind(enrolment, ({ author }) => mine.includes(author))",
        "",
        (PEOPLE,),
    ),
    Sabotage(
        "who was moved to another team cannot go on",
        "3.6",
        "pwa/src/store/people.ts",
        "  const goesOn = ended ? able.filter((one) => one.member === chosen.member) : []",
        "  const goesOn: Enrolment[] = []",
        (PEOPLE,),
    ),
    Sabotage(
        "an edit goes out while its create stays",
        "3.5",
        "pwa/src/store/request.ts",
        "    return able && !kept.has(item.record)",
        "    return able",
        (ROUND, REFUSED, VERDICTS, PEOPLE),
    ),
    Sabotage(
        "the outbox is emptied by whatever comes back",
        "4.4",
        "pwa/src/store/verdicts.ts",
        "  if (result.verdict === 'retry') {",
        "  if ((result.verdict as string) === 'never') {",
        (VERDICTS,),
    ),
    Sabotage(
        "what the server could not keep is tried for ever",
        "4.4",
        "pwa/src/store/verdicts.ts",
        "    const error = tries >= RETRIES ? (code ?? 'internal_failure') : null",
        "    const error = null",
        (VERDICTS,),
    ),
    Sabotage(
        "a phone that is not known throws its outbox away",
        "4.5.1",
        "pwa/src/sync/refused.ts",
        "    return await handleUnauthorized(ports, pace)\n  }\n  if (answer.status === 403",
        "    for (const one of input.changes) await ports.store.setAside(one.id, code)\n"
        "    return await handleUnauthorized(ports, pace)\n  }\n  if (answer.status === 403",
        (REFUSED,),
    ),
    Sabotage(
        "another history is taken for the same",
        "4.5.2",
        "pwa/src/sync/refused.ts",
        "    await ports.store.startHistoryRebuild()",
        "    pace.failed(count)",
        (REBUILD, REFUSED),
    ),
    Sabotage(
        "one hopeless change stops all after it",
        "4.5.3",
        "pwa/src/sync/refused.ts",
        "      await ports.store.setAside(alone, code)",
        "      pace.failed(count)",
        (REFUSED,),
    ),
    Sabotage(
        "the phone does not wait as the server asked",
        "4.5.4",
        "pwa/src/sync/sender.ts",
        "    this.notBefore = this.ports.now().getTime() + wait\n",
        "    this.notBefore = 0\n",
        (SENDER,),
    ),
    Sabotage(
        "a batch never grows",
        "7.1",
        "pwa/src/sync/backoff.ts",
        "    if (tookMs < QUICK_MS) this.size = Math.min(CHANGES_PER_REQUEST, this.size * 2)",
        "",
        (ROUND, SENDER),
    ),
    Sabotage(
        "an older row replaces a newer one",
        "7.2",
        "pwa/src/store/inbox.ts",
        "    } else if (!old || row.ver > old.ver) {",
        "    } else {",
        (VERDICTS, ROUND, REBUILD),
    ),
    Sabotage(
        "a sent change is forgotten",
        "7.2",
        "pwa/src/store/verdicts.ts",
        "  await db.sent.bulkPut([...moved.values()])",
        "",
        (VERDICTS, REBUILD),
    ),
    Sabotage(
        "a change that waits for somebody is forgotten",
        "7.2",
        "pwa/src/store/verdicts.ts",
        "  await db.sent.put(sentOf(item, result, now))",
        "",
        (VERDICTS, REBUILD),
    ),
    Sabotage(
        "the cursor moves and the rows do not",
        "7.3",
        "pwa/src/store/pages.ts",
        "  await putRows('base', page.rows)\n",
        "",
        (ROUND, VERDICTS),
    ),
    Sabotage(
        "a page of a history that was given up is taken",
        "7.3",
        "pwa/src/store/pages.ts",
        "          if (await isStale(asked)) return 'stale'\n          const alone",
        "          const alone",
        (REBUILD, ROUND),
    ),
    Sabotage(
        "a channel that is no longer the phone's stays",
        "7.4",
        "pwa/src/store/inbox.ts",
        "    await db.base.where('channel').anyOf(dropped).delete()",
        "",
        (REFUSED, ROUND, VERDICTS),
    ),
    Sabotage(
        "copies of an erased record stay on the phone",
        "7.5",
        "pwa/src/store/inbox.ts",
        "  await db.sent.bulkDelete(copies.filter((item) => item.verdict !== 'gone')"
        ".map((item) => item.id))",
        "",
        (VERDICTS, ROUND, REBUILD),
    ),
    Sabotage(
        "the server's digest is believed instead of compared",
        "7.6",
        "pwa/src/store/digests.ts",
        "        const same = equal(digest(rows.map((row) => row.h)), theirs)",
        "        const same = rows.length >= 0",
        (DIGEST,),
    ),
    Sabotage(
        "what a restored server lost is not given back",
        "7.7",
        "pwa/src/sync/have.ts",
        "    if (Array.isArray(answer)) await ports.store.requeue(answer, generation)\n",
        "    if (Array.isArray(answer)) continue\n",
        (REBUILD,),
    ),
    Sabotage(
        "seen is what the last page said, newer or not",
        "7.2",
        "pwa/src/store/verdicts.ts",
        "  if (!seen || heard[0] > seen[0]) await putSetting('seen', heard)",
        "  await putSetting('seen', heard)",
        (VERDICTS, ROUND, REBUILD),
    ),
    Sabotage(
        "seen is taken from pages only",
        "7.2",
        "pwa/src/store/verdicts.ts",
        "      await raiseSeen(seen)\n",
        "",
        (VERDICTS, ROUND, REBUILD, SIMULATION),
    ),
    Sabotage(
        "a phone that was stopped sends nothing any more",
        "7.10",
        "pwa/src/sync/round.ts",
        "    result.revoked || (!result.upgrade && result.channels.length === 0) ? 'revoked' : 'welcome',",
        "    'welcome',",
        (REFUSED, ROUND),
    ),
    Sabotage(
        "a lost cookie ends the phone",
        "7.12",
        "pwa/src/sync/refused.ts",
        "  const back = pace.rejoined ? 'no' : await ports.rejoin()",
        "  const back = 'no' as 'no' | 'joined' | { retryAfter: null }",
        (REFUSED,),
    ),
    Sabotage(
        "a phone that was told to wait joins again at once",
        "4.5.4",
        "pwa/src/sync/rejoin.ts",
        "    return again ? { retryAfter: answer.retryAfter ?? null } : 'no'",
        "    return again ? { retryAfter: null } : 'no'",
        (REJOIN,),
    ),
    Sabotage(
        "a thrown away store is a new phone",
        "7.13",
        "pwa/src/store/unsent-marker.ts",
        "  const held: UnsentCount = { unsent: counted.unsent + begun, at: new Date().toISOString() }",
        "  const held: UnsentCount = { unsent: 0, at: new Date().toISOString() }",
        (HELD,),
    ),
    Sabotage(
        "the first of many pages is taken for everything",
        "3.3",
        "pwa/src/store/pages.ts",
        "      if (!page.more) await completed()",
        "      await completed()",
        (REBUILD, ROUND),
    ),
    Sabotage(
        "any answer at all is taken for the server's",
        "7.8",
        "pwa/src/api/sync.ts",
        "    return status === 200 && (body as { tungngo?: unknown } | null)?.tungngo === true",
        "    return status === 200 && body !== undefined",
        (HTTP,),
    ),
    Sabotage(
        "two tabs send at once",
        "7.8",
        "pwa/src/sync/one-at-a-time.ts",
        "  await locks.request(NAME, async () => {\n    result = await work()\n  })",
        "  result = await work()",
        ("src/sync/one-at-a-time.test.ts",),
    ),
    Sabotage(
        "a server that does not answer is waited for",
        "7.9",
        "pwa/src/api/http.ts",
        "  const timer = setTimeout(() => stop.abort(), asked.timeOutMs ?? TIME_OUT_MS)",
        "  const timer = setTimeout(() => undefined, TIME_OUT_MS)",
        (HTTP,),
    ),
    Sabotage(
        "a channel that differs in spite of a repair is not told",
        "7.6",
        "pwa/src/store/digests.ts",
        "      const unmended = channels.filter((channel) => repairs[channel] === day)",
        "      const unmended: string[] = []",
        (DIGEST,),
    ),
)
