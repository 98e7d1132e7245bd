"""What is broken of proving to be a phone, and of waiting for a person's word (PROTOCOL 4.7)."""

from tests.sabotage.sabotage import Sabotage

CASES = "tests/sync/test_possession.py"
JOIN = "tests/server/identity/test_join.py"
PROOFS = "tests/server/identity/test_proofs.py"
RENEWALS = "tests/server/identity/test_renewals.py"
TAKING_OVER = "tests/server/identity/test_taking_over.py"
TRAIL = "tests/server/operations/test_trail.py"
CHALLENGES = "server/identity/proof_challenges.py"
RULES = "sync/possession.py"
RENEWING = "server/identity/renewing.py"
APPROVING = "server/identity/use_cases/approving.py"
JOINING = "server/identity/use_cases/joining.py"
STORE = "server/identity/store/renewals.py"
ON_PHONE = "src/rules/possession.test.ts"
PROVE = "src/sync/prove.test.ts"

POSSESSION = (
    Sabotage(
        "a proof is taken without looking at the signature",
        "4.7.6",
        CHALLENGES,
        "    if not is_signed(",
        "    if is_signed is None and not is_signed(",
        (PROOFS, TAKING_OVER),
    ),
    Sabotage(
        "a challenge for one purpose is good for another",
        "4.7.6",
        CHALLENGES,
        '    if (said["device"], said["purpose"]) != (device_id, purpose):',
        '    if said["device"] != device_id:',
        (PROOFS,),
    ),
    Sabotage(
        "a challenge for one phone is good for another",
        "4.7.6",
        CHALLENGES,
        '    if (said["device"], said["purpose"]) != (device_id, purpose):',
        '    if said["purpose"] != purpose:',
        (PROOFS,),
    ),
    Sabotage(
        "a proof brings a cookie after a cookie",
        "4.7.6",
        CHALLENGES,
        ' or said["secret"] != _secret_of(device, said["random"])',
        "",
        (PROOFS,),
    ),
    Sabotage(
        "a challenge can be answered for ever",
        "4.7.6",
        CHALLENGES,
        "now() - made > _HOLDS or ",
        "",
        (PROOFS,),
    ),
    Sabotage(
        "a receipt and a proof of its key do not take a phone back",
        "4.7.7",
        RULES,
        'Admission.BACK if claim.receipt and claim.key == "other" else',
        "",
        (CASES,),
    ),
    Sabotage(
        "what is signed does not say what for",
        "4.7.6",
        RULES,
        'f"tungngo proof 1\\n{purpose}\\n{device}\\n{nonce}"',
        'f"tungngo proof 1\\n{device}\\n{nonce}"',
        (CASES,),
    ),
    Sabotage(
        "the phone signs the bare challenge",
        "4.7.6",
        "pwa/src/rules/possession.ts",
        "`tungngo proof 1\\n${purpose}\\n${device}\\n${nonce}`",
        "nonce",
        (ON_PHONE, PROVE),
    ),
    Sabotage(
        "a phone that was too slow does not ask once more",
        "4.7.6",
        "pwa/src/sync/prove.ts",
        "!answer.ok && answer.problem === 'proof_expired' ? await once() : answer",
        "answer",
        (PROVE,),
    ),
    Sabotage(
        "the code of a known phone is not looked at",
        "4.7.7",
        RULES,
        '    if invited.code != "usable" and not',
        '    if claim.device == "unknown" and invited.code != "usable" and not',
        (CASES, TAKING_OVER),
    ),
    Sabotage(
        "a code is usable whatever became of it",
        "4.7.7",
        JOINING,
        "        state_of(invitation),",
        '        "usable" if state_of(invitation) else "usable",',
        (JOIN, TAKING_OVER),
    ),
    Sabotage(
        "the public half of the key is taken for a proof",
        "4.7.7",
        RULES,
        '    if claim.proof == "right":',
        '    if claim.proof == "right" or claim.key == "same":',
        (CASES, TAKING_OVER),
    ),
    Sabotage(
        "a receipt alone brings a known phone's cookie",
        "4.7.7",
        RULES,
        """        raise ProblemError(PROBLEMS["proof_needed" if claim.key == "same" else "device_taken"])""",
        "        return Admission.NEW",
        (CASES, TAKING_OVER),
    ),
    Sabotage(
        "the lead of any team may let any phone come back",
        "4.7.7",
        RULES,
        "    if admission is None and not invited.here:",
        "    if admission is None and invited is None:",
        (CASES, TAKING_OVER),
    ),
    Sabotage(
        "wrong proofs may be tried without end",
        "4.7.7",
        "server/identity/admitting.py",
        "            begin_attempt(kind, join_keys(address))",
        "            assert kind",
        (PROOFS,),
    ),
    Sabotage(
        "a renewal that waits lets in at once",
        "4.7.8",
        RENEWING,
        "    renewals.put(renewal)\n",
        "    renewals.put(renewal)\n    device.secret_hash = renewal.secret_hash\n",
        (RENEWALS, TAKING_OVER),
    ),
    Sabotage(
        "a newer renewal takes the place of the one that is compared",
        "4.7.8",
        RENEWING,
        '        raise ProblemError(PROBLEMS["already_waiting"])\n',
        "",
        (RENEWALS,),
    ),
    Sabotage(
        "whichever renewal waits is approved",
        "4.7.8",
        APPROVING,
        "            if asking is None or asking.id != renewal:",
        "            if asking is None:",
        (RENEWALS,),
    ),
    Sabotage(
        "a decision that names no renewal is taken for done",
        "4.7.8",
        APPROVING,
        '        elif asking is not None and all(each.state != "pending" for each in found):',
        "        elif asking is not None and not found:",
        (RENEWALS,),
    ),
    Sabotage(
        "two words may be drawn without end",
        "4.7.8",
        JOINING,
        '        begin_attempt("renewal", renewal_keys(asking.device, address))',
        "        assert renewal_keys",
        (RENEWALS,),
    ),
    Sabotage(
        "a renewal waits for ever",
        "4.7.8",
        STORE,
        ", DeviceRenewal.created_at > now() - LASTS\n",
        ", DeviceRenewal.created_at <= now() + LASTS\n",
        (RENEWALS,),
    ),
    Sabotage(
        "a renewal outlives its code",
        "4.7.8",
        STORE,
        "    return Invitation.revoked_at.is_(None), ",
        "    return Invitation.id.is_not(None), ",
        (RENEWALS,),
    ),
    Sabotage(
        "who approves a renewal speaks for all people of the phone",
        "4.7.8",
        RENEWING,
        "    _have_others_wait(principal, device, member_id, team_id)\n",
        "",
        (RENEWALS,),
    ),
    Sabotage(
        "a lead lets the own phone come back",
        "4.7.8",
        "server/identity/people.py",
        ' and not own and role != "lead"',
        ' and role != "lead"',
        (RENEWALS,),
    ),
    Sabotage(
        "a renewal outlives the stop of its phone",
        "4.7.8",
        APPROVING,
        "    renewals.drop(device.id)\n",
        "",
        (RENEWALS,),
    ),
    Sabotage(
        "a phone that waits to come back is told that nobody knows it",
        "4.7.8",
        "server/identity/gate.py",
        "        if allowed == PHONES and waits_to_return():",
        "        if allowed == PHONES and waits_to_return is None:",
        (RENEWALS,),
    ),
    Sabotage(
        "any two numbers are taken for a key",
        "4.7.1",
        "server/identity/schemas.py",
        "        if public_key_of(data) is None:",
        "        if public_key_of is None:",
        (JOIN,),
    ),
    Sabotage(
        "a released app cannot join any more",
        "4.7.9",
        RULES,
        '    if claim.device == "unknown":',
        '    if claim.device == "unknown" and claim.proof == "right":',
        (CASES, JOIN),
    ),
    Sabotage(
        "the trail shows the public keys of stopped phones",
        "8.5",
        "server/operations/use_cases/trail.py",
        ' if name != "key"}',
        "}",
        (TRAIL,),
    ),
)
