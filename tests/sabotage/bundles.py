"""What is broken of handing over and of bringing (PROTOCOL 8)."""

from tests.sabotage.sabotage import Sabotage

SERVER = "tests/server/sync/test_bundles.py"
HAND_OVER = "src/actions/hand-over.test.ts"
CARRIED = "src/sync/relay.test.ts"
PARCEL = "src/rules/parcel.test.ts"
GATHERED = "src/queries/gathered.test.ts"

BUNDLES = (
    Sabotage(
        "a phone's private key can leave the browser",
        "8.1",
        "pwa/src/store/identity.ts",
        "generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [",
        "generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [",
        ("src/store/identity.test.ts",),
    ),
    Sabotage(
        "the signature of a bundle is of something else",
        "8.2",
        "pwa/src/actions/hand-over.ts",
        "const signature = await sign(key, payload)",
        "const signature = await sign(key, payload.slice(1))",
        (HAND_OVER,),
    ),
    Sabotage(
        "what cannot be sent is handed over",
        "8.2",
        "pwa/src/store/relay.ts",
        "const changes = sendableOf(outbox)",
        "const changes = outbox",
        (HAND_OVER,),
    ),
    Sabotage(
        "what was handed over leaves the outbox",
        "8.3",
        "pwa/src/store/relay.ts",
        "      await putSetting('handed', alive.slice(-most))",
        "      await putSetting('handed', alive.slice(-most))\n      await db.outbox.clear()",
        (HAND_OVER,),
    ),
    Sabotage(
        "what is carried is let go before the server has answered",
        "8.3",
        "pwa/src/sync/relay.ts",
        "  if (told.ok) {",
        "  if (told) {",
        (CARRIED,),
    ),
    Sabotage(
        "what was carried is not brought to a restored server again",
        "8.3",
        "pwa/src/store/rebuild.ts",
        "      await resendCarried()\n",
        "",
        (CARRIED,),
    ),
    Sabotage(
        "what is gathered of a session counts beside the server's row of it",
        "8.3",
        "pwa/src/queries/carried-sessions.ts",
        "sessions.filter((one) => !replaced.has(one.id))",
        "sessions.filter(() => !replaced.has(''))",
        (GATHERED,),
    ),
    Sabotage(
        "who came back is gathered as another person",
        "8.3",
        "pwa/src/queries/repeat-visits.ts",
        "  return await withRepeats(all, context)",
        "  return all",
        (GATHERED,),
    ),
    Sabotage(
        "a parcel with the old id of who was merged is gathered for nobody",
        "5.10.4",
        "pwa/src/queries/carried-sessions.ts",
        "    if (changes) opened.set(one.id, changes.map(ofKept))",
        "    if (changes) opened.set(one.id, changes)",
        (GATHERED,),
    ),
    Sabotage(
        "what the server has on another day is gathered for today",
        "8.3",
        "pwa/src/queries/carried-sessions.ts",
        "if (elsewhere.has(id) || ",
        "if (elsewhere.has('') || ",
        (GATHERED,),
    ),
    Sabotage(
        "what is gathered counts for whom the team has not taken in",
        "8.3",
        "pwa/src/queries/carried-sessions.ts",
        "if (!view || !inTeam.has(view.author ?? '')) continue",
        "if (!view || !inTeam) continue",
        (GATHERED,),
    ),
    Sabotage(
        "a bundle with a verdict of retry is let go",
        "8.4",
        "pwa/src/sync/relay.ts",
        "(one) => one.verdict === 'retry'",
        "(one) => one.verdict === 'never'",
        (CARRIED,),
    ),
    Sabotage(
        "nobody looks at a bundle's signature",
        "8.4",
        "server/sync/use_cases/relay.py",
        "        check_signature(bundle, key)",
        "        assert check_signature",
        (SERVER,),
    ),
    Sabotage(
        "the name inside a bundle is not looked at",
        "8.4",
        "server/sync/bundles.py",
        'said.get("device") != bundle.device',
        'said.get("device") is None',
        (SERVER,),
    ),
    Sabotage(
        "a bundle's clock is taken for right",
        "8.4",
        "server/sync/use_cases/relay.py",
        "        offset = devices.clock_offset(session, bundle.device)",
        "        offset = 0 * devices.clock_offset(session, bundle.device)",
        (SERVER,),
    ),
    Sabotage(
        "frames that do not fit together are a parcel",
        "8.5",
        "pwa/src/rules/parcel.ts",
        "if (bytes && (await checkOf(bytes)) === this.check) return bytes",
        "if (bytes && (await checkOf(bytes))) return bytes",
        (PARCEL,),
    ),
    Sabotage(
        "frames of two parcels are put together",
        "8.5",
        "pwa/src/rules/parcel.ts",
        "if (check !== this.check || of !== this.total) {",
        "if (of !== this.total) {",
        (PARCEL,),
    ),
)
