"""Sabotages of what ends with a right: a phone that was taken from somebody, a lead's word, and what is under
way while the right ends."""

from tests.sabotage.sabotage import Sabotage

BARRED = "tests/server/enrolment/test_barred_phones.py"
CODES = "tests/server/enrolment/test_withdrawn_codes.py"
LET_OUT = "tests/server/enrolment/test_let_out.py"
MEANWHILE = "tests/server/auth/test_right_meanwhile.py"
PROVISIONAL = "tests/server/enrolment/test_provisional_times.py"
VOUCHED = "tests/server/enrolment/test_vouched_phones.py"

RIGHTS = (
    Sabotage(
        "who left a team comes back on a phone that was stopped since",
        "7.10",
        "server/enrolment/admit.py",
        'in (*devices.WITH_TEAM, "pending")]',
        'in ("approved", "pending")]',
        (BARRED,),
    ),
    Sabotage(
        "whose time was over is there for whoever gets the phone's cookie",
        "4.7.8",
        "server/enrolment/renew_device.py",
        '(row.state == "ended" or (row.state',
        "((row.state",
        (BARRED,),
    ),
    Sabotage(
        "a restore ends only who was refused on a phone",
        "5.9",
        "server/operations/use_cases/replaying_people.py",
        "    bar(SYSTEM, [found])\n",
        '    found.state = "ended"\n',
        ("tests/server/operations/test_replaying_phones.py",),
    ),
    Sabotage(
        "who is out in a team writes in it",
        "5.3.1",
        "sync/write_permissions.py",
        '    if held in OUT:\n        raise ChangeRefused("unknown_author", "author")\n    return held',
        "    return held",
        (LET_OUT,),
    ),
    Sabotage(
        "a lead's word is lost where somebody goes along",
        "4.7.2",
        "server/enrolment/propagate_membership.py",
        "    if not was_in:\n",
        "    if True:\n",
        (VOUCHED,),
    ),
    Sabotage(
        "a lead's word outlives the team",
        "4.7.2",
        "server/directory/use_cases/manage_teams.py",
        "        recheck_phones_of_team(writer, actor, team_id)\n",
        "",
        (VOUCHED,),
    ),
    Sabotage(
        "codes into a team of a divided unit let in on",
        "4.7.2",
        "server/directory/use_cases/succession.py",
        "                withdraw_codes_into(self.actor, team.id)\n",
        "                pass\n",
        (CODES,),
    ),
    Sabotage(
        "a right that ended while a request waited for the clock is used",
        "4.7.2",
        "server/records/writer.py",
        "    if check is not None:\n        check(writer.session)\n",
        "",
        (MEANWHILE,),
    ),
    Sabotage(
        "a code is made without the clock",
        "4.7.2",
        "server/enrolment/use_cases/invite.py",
        "    with writing(db.session):\n        check_team_in_care",
        "    if True:\n        check_team_in_care",
        (MEANWHILE,),
    ),
    Sabotage(
        "a right that became less is used as it was",
        "4.7.2",
        "server/auth/request_guard.py",
        '    raise ProblemError(PROBLEMS["server_busy"], retry_after=1)\n',
        "",
        (MEANWHILE,),
    ),
    Sabotage(
        "whoever is let in at once keeps only what they had asked for",
        "7.10",
        "server/enrolment/use_cases/join.py",
        "        memberships.confirm(member.id, invitation.team_id, invitation.role)\n",
        "        pass\n",
        (PROVISIONAL,),
    ),
    Sabotage(
        "who waits to lead leads by a code for volunteers",
        "7.10",
        "server/organisation/store/memberships.py",
        "_memberships_in(member_id, team_id) if row.role == role]",
        "_memberships_in(member_id, team_id)]",
        (PROVISIONAL,),
    ),
    Sabotage(
        "what somebody only asked for lets them write",
        "5.3.2",
        "server/organisation/store/memberships.py",
        " AND NOT held.provisional ORDER BY",
        " ORDER BY",
        (PROVISIONAL,),
    ),
    Sabotage(
        "who is moved comes as what they asked to be",
        "5.3.2",
        "server/directory/use_cases/moving_members.py",
        "    memberships.forget_provisional(held.member_id, team_id)\n",
        "",
        (PROVISIONAL,),
    ),
    Sabotage(
        "codes of a lead who waits on a phone that another one got let in on",
        "4.7.8",
        "server/enrolment/recheck_phones.py",
        "    withdraw_codes_on(writer, actor, row.member_id, row.team_id, [row.device_id])\n",
        "",
        (PROVISIONAL,),
    ),
    Sabotage(
        "whoever is approved after their time ended is nobody",
        "7.10",
        "server/enrolment/settle_enrolment.py",
        "        _take_in(member_id, team_id)\n",
        "",
        (PROVISIONAL,),
    ),
    Sabotage(
        "a restore forgets who waits since somebody else was let in on the phone",
        "5.9",
        "server/operations/use_cases/replaying_people.py",
        '    waits = [_wait(writer, event.subject, each["member"], each["team"]) for each in others]',
        "    waits = [others == 0]",
        ("tests/server/operations/test_replaying_phones.py",),
    ),
    Sabotage(
        "a restore leaves a lead who was moved away and back in the team",
        "5.9",
        "server/operations/use_cases/replaying_people.py",
        '    return _end(writer, event.subject, parts["before"], day_before(parts["from"]))',
        "    return False",
        ("tests/server/operations/test_replaying_phones.py",),
    ),
    Sabotage(
        "a restore merges somebody into who is out by then",
        "5.9",
        "server/operations/use_cases/replaying.py",
        "    for each in due:\n        if each.action not in",
        '    for each in sorted(due, key=lambda act: act.action == "member_merged"):\n'
        "        if each.action not in",
        ("tests/server/operations/test_replaying_phones.py",),
    ),
    Sabotage(
        "who is disabled meanwhile still makes a password",
        "4.10.6",
        "server/accounts/use_cases/change_password.py",
        "    with writing(db.session):\n        account = account_to_give_access",
        "    if account_id:\n        account = account_to_give_access",
        (MEANWHILE,),
    ),
)
