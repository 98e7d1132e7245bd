"""Sabotages of how a phone sends, takes in and repairs: its outbox, its rows, its cursors."""

from tests.sabotage.sabotage import Sabotage

IDS = "src/store/ids.test.ts"
LOCAL_REBUILD = "src/store/rebuild.test.ts"
VERDICTS = "src/sync/verdicts.test.ts"
ROUND = "src/sync/round.test.ts"
DIGEST = "src/sync/digest.test.ts"
REBUILD = "src/sync/rebuild.test.ts"
REFUSED = "src/sync/refused.test.ts"

PHONE_SYNC = (
    Sabotage(
        "what was sent goes after 90 days of the phone's own clock",
        "3.2",
        "pwa/src/store/rebuild.ts",
        "      const now = await getSetting('serverNow')\n",
        "      const now: string | undefined = new Date().toISOString()\n",
        (LOCAL_REBUILD,),
    ),
    Sabotage(
        "an exit drops the row wherever it stands by now",
        "4.2.3",
        "pwa/src/store/inbox.ts",
        "if (!old || old.channel !== row.channel || old.ver > row.ver) continue",
        "if (!old || old.ver > row.ver) continue",
        (REBUILD,),
    ),
    Sabotage(
        "the outbox is emptied where the server does not know the phone",
        "4.5.1",
        "pwa/src/store/server-state.ts",
        "!== standing) await putSetting('standing', standing)",
        "!== standing) await putSetting('standing', standing)\n"
        "    if (standing === 'signed_out') await db.outbox.clear()",
        (REFUSED,),
    ),
    Sabotage(
        "a batch that is refused is not halved",
        "4.5.3",
        "pwa/src/sync/refused.ts",
        "  let more = halve && count > 1\n",
        "  let more = false\n  if (halve && count > 1) pace.size = count\n",
        (REFUSED,),
    ),
    Sabotage(
        "what is answered to the request without the suspect is not heeded",
        "4.5.3",
        "pwa/src/sync/refused.ts",
        "      if (HEEDED.includes(probe.status)) return await handleRefusal(probe, without, ports, pace)\n",
        "",
        (REFUSED,),
    ),
    Sabotage(
        "ids are counted, so that a copied phone makes the same ones",
        "4.8",
        "pwa/src/store/ids.ts",
        "-7${crypto.randomUUID().slice(15)}`\n}\n",
        "-7000-8000-${String(++count).padStart(12, '0')}`\n}\n\nlet count = 0\n",
        (IDS,),
    ),
    Sabotage(
        "the outbox is emptied before anybody has answered",
        "7.2",
        "pwa/src/sync/round.ts",
        "    const answer = await ports.remote.sendRound(buildRequest(input, ports))\n",
        "    const { db } = await import('../store/database')\n"
        "    await db.outbox.bulkDelete(input.changes.map((change) => change.id))\n"
        "    const answer = await ports.remote.sendRound(buildRequest(input, ports))\n",
        (ROUND,),
    ),
    Sabotage(
        "cursors are saved in one transaction and rows in the next",
        "7.3",
        "pwa/src/store/pages.ts",
        "  return await withStore<AppliedPage>(\n",
        "  await raiseCursors(page.cursor)\n  return await withStore<AppliedPage>(\n",
        (REBUILD,),
    ),
    Sabotage(
        "the generation is compared, and not what another tab has heard of",
        "7.3",
        "pwa/src/store/verdicts.ts",
        "generation !== asked.generation || String(await readSeen()) !== String(asked.seen)",
        "generation !== asked.generation",
        (REBUILD,),
    ),
    Sabotage(
        "a channel of which only a verdict has told is not dropped",
        "7.4",
        "pwa/src/store/verdicts.ts",
        "      await noteChannels(rows)\n",
        "",
        (VERDICTS,),
    ),
    Sabotage(
        "a dropped channel takes its unsent changes along",
        "7.4",
        "pwa/src/store/inbox.ts",
        "    await db.shadow.where('channel').anyOf(dropped).delete()\n",
        "    await db.shadow.where('channel').anyOf(dropped).delete()\n"
        "    await db.outbox.filter((item) => dropped.includes(item.channel ?? '')).delete()\n",
        (REBUILD,),
    ),
    Sabotage(
        "a digest that differs is taken over from the server",
        "7.6",
        "pwa/src/store/digests.ts",
        "        ;(same ? agree : unequal).push(channel)\n",
        "        ;(same ? agree : agree).push(channel)\n",
        (DIGEST,),
    ),
    Sabotage(
        "a repair puts rows over the old ones",
        "7.6",
        "pwa/src/store/pages.ts",
        "  else await db.base.where('channel').anyOf(rebuild.channels).delete()\n",
        "",
        (DIGEST,),
    ),
    Sabotage(
        "a channel that differs is fetched anew all day",
        "7.6",
        "pwa/src/store/digests.ts",
        "      const due = channels.filter((channel) => repairs[channel] !== day)\n",
        "      const due = [...channels]\n",
        (DIGEST,),
    ),
    Sabotage(
        "what differed once is said to differ for ever",
        "7.6",
        "pwa/src/store/digests.ts",
        "      await noteDiffering((differing) => differing.filter((one) => !agree.includes(one)))\n",
        "",
        (DIGEST,),
    ),
    Sabotage(
        "what is given back goes behind what is there",
        "7.7",
        "pwa/src/store/rebuild.ts",
        "  await db.outbox.bulkPut(items.map(unsent))\n",
        "  const last = (await db.outbox.orderBy('no').last())?.no ?? 0\n"
        "  await db.outbox.bulkPut(items.map((item, n) => ({ ...unsent(item), no: last + 1 + n })))\n",
        (REBUILD,),
    ),
)
