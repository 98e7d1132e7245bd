"""Sabotages of what keeps out whoever was let out: on a phone, by its id, by codes of before."""

from tests.sabotage.sabotage import Sabotage

LET_OUT = "tests/server/enrolment/test_let_out.py"
IDS = "tests/server/enrolment/test_device_ids.py"
CODES = "tests/server/enrolment/test_withdrawn_codes.py"
BACK = "tests/server/enrolment/test_coming_back.py"
RETURNING = "tests/server/enrolment/test_returning.py"
INVITATIONS = "tests/server/enrolment/test_invitations.py"
KEEPERS = "tests/server/accounts/test_keeping_accounts.py"

OUT = (
    Sabotage(
        "who was refused after a stop writes on as a member",
        "5.3.1",
        "sync/situation.py",
        "            return goes_on(held.member, held.team, self.today, self.memberships)",
        "            return False",
        (LET_OUT,),
    ),
    Sabotage(
        "who was on a phone when it was stopped writes on once it comes back",
        "5.3.1",
        "sync/situation.py",
        '        return held.state == "barred"',
        "        return False",
        (LET_OUT,),
    ),
    Sabotage(
        "a phone that comes back only ends who was on it",
        "7.10",
        "server/enrolment/readmit.py",
        '"barred", now(), None',
        '"ended", now(), None',
        (LET_OUT,),
    ),
    Sabotage(
        "who was removed comes back by any code that lets in at once",
        "7.10",
        "server/enrolment/use_cases/join.py",
        "    waits = back or was_removed(",
        "    waits = back or was_removed is None and was_removed(",
        (RETURNING, BACK),
    ),
    Sabotage(
        "a second code lets in who waits after a stop",
        "7.10",
        "server/enrolment/invitation_use.py",
        "    return code is not None and code.auto_approve",
        "    return False",
        (BACK,),
    ),
    Sabotage(
        "another name lets in a phone of which everybody was removed",
        "7.10",
        "server/enrolment/invitation_use.py",
        "(theirs if is_shared else here)",
        "theirs",
        (RETURNING, BACK),
    ),
    Sabotage(
        "a stolen session makes itself a lead",
        "4.10.3",
        "server/enrolment/use_cases/invite.py",
        "        check_confirmed_lately(principal)\n",
        "",
        (KEEPERS,),
    ),
    Sabotage(
        "a lead adds people without an end",
        "4.7.2",
        "server/directory/use_cases/manage_members.py",
        '            count_of_lead(db.session(), "member", principal)',
        "            pass",
        (INVITATIONS,),
    ),
    Sabotage(
        "a lead makes codes without an end",
        "4.7.2",
        "server/enrolment/use_cases/invite.py",
        '        count_of_lead(db.session(), "code", principal)',
        "        pass",
        (INVITATIONS,),
    ),
    Sabotage(
        "a code for one team leads another",
        "5.3.4",
        "sync/write_permissions.py",
        '    is_let_in = situation.enrolment(member, team) == "approved"',
        "    is_let_in = True",
        (LET_OUT,),
    ),
    Sabotage(
        "a code for one team records in another",
        "5.3.3",
        "sync/write_permissions.py",
        """    if enrolment is None:
        raise ChangeRefused("wrong_channel", "channel")
    fits""",
        "    fits",
        (LET_OUT,),
    ),
    Sabotage(
        "a code for one team mends what its member wrote in another",
        "5.3.4",
        "sync/write_permissions.py",
        "    if situation.enrolment(author, team) is None:",
        "    if False:",
        (LET_OUT,),
    ),
    Sabotage(
        "another phone's change takes a settlement away",
        "5.7.3",
        "server/sync/settlements.py",
        '" ".join(["settlement", device, *fields])',
        '" ".join(["settlement", *fields])',
        ("tests/server/sync/test_settling_ids.py",),
    ),
    Sabotage(
        "a phone takes an id that the server makes",
        "4.7.1",
        "server/enrolment/admit.py",
        "        if is_servers(claimed.device) or writer.row",
        "        if writer.row",
        (IDS,),
    ),
    Sabotage(
        "a phone's own row stands in the place of another phone's record",
        "5.2.9",
        "sync/record_id.py",
        "    if not KINDS[there.kind].phone_may_write:",
        "    if False:",
        (IDS,),
    ),
    Sabotage(
        "codes made on a phone outlive its stop",
        "4.7.2",
        "server/enrolment/use_cases/approve.py",
        "    withdraw_codes_of(actor, device.id)",
        "    pass",
        (CODES,),
    ),
    Sabotage(
        "what a disabled account gave goes on",
        "4.10.6",
        "server/accounts/use_cases/manage_accounts.py",
        "        end_rights_given_by(actor, account)",
        "        pass",
        (CODES,),
    ),
    Sabotage(
        "an open code is hidden behind a hundred newer ones",
        "4.7.2",
        "server/auth/store/invitations.py",
        "or_(and_(*_open(moment)), Invitation.id.in_(newest))",
        "Invitation.id.in_(newest)",
        (CODES,),
    ),
)
