"""Hà leads the team from her phone: phones, people and codes."""

from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import choose, no_sideways_scroll
from tests.journeys.lead_steps import HA, LAN, World, accept, lead, open_duty
from tests.journeys.seed import Seed
from tests.journeys.steps import ask_to_join, expect_state, join, log, start_logging, tile
from tests.journeys.words import WAITING, t

HOA, TAI = "Trần Thị Hoa", "Võ Văn Tài"


def members(desk: Desk, found: Seed) -> list[str]:
    """Who is in the team, as the server has it."""
    rows = desk.ask("GET", f"/api/teams/{found.team}")["members"]
    return sorted(row["name"] for row in rows)


def test_a_waiting_phone_is_let_in_by_its_two_words_stopped_and_comes_back_with_what_it_holds(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    ha = lead(new_phone, house, desk, worker=True)
    lan = new_phone("lan")
    page = lan.open(desk.invite(found.team, auto_approve=False)["link"].removeprefix(running.url))
    join(page, LAN)
    phrase = page.locator(".phrase").inner_text()
    start_logging(page)

    # She is told on her first screen, by the next round, and reads it with no network too.
    waits = ha.page.get_by_text(t("own_team.look", text=t("own_team.waiting.n", n=1)))
    ha.page.reload()
    expect(waits).to_be_visible(timeout=20_000)
    tab = ha.page.locator("nav a[href='/team']")
    expect(tab).to_have_accessible_name(f"{t('tab.own_team')} {t('tab.own_team.n', n=1)}")
    ha.wait_for_worker()
    ha.network(False)
    ha.page.reload()
    expect(waits).to_be_visible()
    ha.network(True)
    open_duty(ha.page, "screen.name.own_team_phones")
    expect(ha.page.get_by_text(phrase, exact=True)).to_be_visible()
    ha.page.get_by_role("button", name=t("phones.approve.of", name=LAN), exact=True).click()
    expect(ha.page.get_by_text(t("phones.approved", name=LAN))).to_be_visible()
    expect(ha.page.get_by_text(t("phones.none"))).to_be_visible()
    expect(tab).to_have_accessible_name(t("tab.own_team"))
    page.reload()
    expect(page.get_by_text(WAITING)).to_have_count(0)

    # The own phone is told from the others, and a lead's is not the lead's to stop.
    own = ha.page.get_by_role("listitem").filter(has_text=HA)
    expect(own.get_by_text(t("team.phone.own"), exact=True)).to_be_visible()
    expect(own.get_by_role("button", name=t("team.phone.revoke.of", name=HA))).to_have_count(0)
    expect(own.get_by_text(t("own_team.lead_phone"))).to_be_visible()
    stop = ha.page.get_by_role("button", name=t("team.phone.revoke.of", name=LAN), exact=True)
    stop.click()
    dialog = ha.page.get_by_role("dialog")
    dialog.get_by_role("button", name=t("team.phone.revoke"), exact=True).click()
    expect(stop).to_have_count(0)
    expect(ha.page.get_by_text(t("team.phone.revoked"))).to_be_visible()
    page.reload()
    expect(page.get_by_text(t("home.revoked.title"))).to_be_visible()

    log(page, people=3)
    expect(page.get_by_text(t("state.attention_n", n=1))).to_be_visible(timeout=20_000)
    page.get_by_role("link", name=t("do.join"), exact=True).click()
    # A code that lets anybody else in at once: who was stopped waits.
    type_code(page, desk.invite(found.team)["short_code"])
    join(page, LAN)
    expect(page.locator(".phrase")).to_be_visible()
    start_logging(page)
    log(page, people=2)
    expect(page.get_by_text(WAITING)).to_be_visible()

    ha.page.reload()
    ha.page.get_by_role("button", name=t("phones.approve.of", name=LAN), exact=True).click()
    expect(ha.page.get_by_text(t("phones.approved", name=LAN))).to_be_visible()
    open_duty(ha.page, "screen.name.attention")
    accept(ha.page.get_by_role("button", name=t("review.accept"), exact=True), asked=True)
    expect(ha.page.get_by_text(t("review.none"))).to_be_visible()
    page.reload()
    expect(page.get_by_text(WAITING)).to_have_count(0)
    expect_state(page, here=0, received=2)
    desk.wait_for(
        lambda: sorted((row["people"], row["state"]) for row in desk.sessions(found.team)),
        [(2, "counted"), (3, "counted")],
    )
    lan.forgive("403 (FORBIDDEN)")


def test_an_invitation_on_the_leads_screen_and_another_phone_for_lan(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    ha = lead(new_phone, house, desk, PHONE)
    open_duty(ha.page, "screen.name.own_team_invite")
    expect(ha.page.get_by_role("group", name=t("invite.role"))).to_have_count(0)
    ha.page.get_by_label(t("invite.approve.at_once"), exact=True).check()
    ha.page.get_by_role("button", name=t("invite.make"), exact=True).click()
    expect(ha.page.locator("svg.qr")).to_be_visible()
    lan = new_phone("lan")
    page = lan.open("/j")
    type_code(page, ha.page.locator(".short-code").inner_text())
    assert members(desk, found) == [HA]  # looking gives nothing away
    join(page, LAN)
    start_logging(page)

    # Whoever came in by a code is told of on the lead's first screen until it has been read.
    ha.go("/")
    news = ha.page.get_by_role("link", name=t("own_team.newcomer", names=LAN))
    expect(news).to_be_visible(timeout=20_000)
    news.click()
    expect(ha.page.get_by_text(t("own_team.strange"))).to_be_visible()
    ha.go("/")
    expect(ha.page.get_by_role("link", name=t("tab.own_team"), exact=True)).to_be_visible()
    expect(news).to_have_count(0)

    open_duty(ha.page, "screen.name.own_team_members")
    ha.page.get_by_role("button", name=t("own_team.new_phone.of", name=LAN), exact=True).click()
    expect(
        ha.page.get_by_role("heading", name=t("own_team.new_phone.show", name=LAN))
    ).to_be_visible()
    second = new_phone("lan-2")
    page = second.open("/j")
    type_code(page, ha.page.locator(".short-code").inner_text())
    expect(page.get_by_text(t("join.known", name=LAN))).to_be_visible()
    expect(page.get_by_label(t("join.name"))).to_have_count(0)
    page.get_by_label(t("join.consent")).check()
    page.get_by_role("button", name=t("join.take"), exact=True).click()
    start_logging(page)
    log(page, people=2)
    expect_state(page, here=0, received=1)
    assert members(desk, found) == [LAN, HA]
    assert desk.sessions(found.team)[0]["author"]["name"] == LAN

    # No new member tells of a second phone: it is told of by itself.
    ha.go("/")
    came = ha.page.get_by_role("link", name=t("own_team.came", names=LAN))
    expect(came).to_be_visible(timeout=20_000)
    came.click()
    expect(ha.page.get_by_text(t("own_team.strange"))).to_be_visible()
    ha.go("/")
    expect(ha.page.locator("nav a[href='/team']")).to_be_visible()
    expect(came).to_have_count(0)


def type_code(page: Page, short: str) -> None:
    """On the joining screen: the letters of a code."""
    page.get_by_label(t("join.code")).fill(short)
    page.get_by_role("button", name=t("join.code.look")).click()
    expect(page.get_by_label(t("join.consent"))).to_be_visible()


def test_opening_a_link_lets_nobody_in(house: World, desk: Desk, new_phone: NewPhone) -> None:
    running, found = house
    invitation = desk.invite(found.team)
    lan = new_phone("lan")
    asked: list[str] = []
    page = lan.open("")
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    page.goto(invitation["link"])
    expect(page.get_by_role("heading", name=found.team_name)).to_be_visible()
    expect(page.get_by_text(t("join.at_once"))).to_be_visible()
    assert members(desk, found) == []
    (row,) = desk.ask("GET", f"/api/teams/{found.team}/invitations")["rows"]
    assert row["uses"] == 0
    # The secret is in no address that leaves the phone, and wiped off the one on the screen.
    secret = invitation["code"]
    assert not [line for line in asked if secret in line.split("#", 1)[0]]
    assert secret not in page.evaluate("() => location.href")
    assert not [line for line in asked if line.endswith("/api/join")]
    join(page, LAN)
    assert members(desk, found) == [LAN]
    assert f"POST {running.url}/api/join" in asked


def test_somebody_is_added_with_no_network_stays_one_person_by_a_code_and_names_are_mended(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    ha = lead(new_phone, house, desk)
    open_duty(ha.page, "screen.name.own_team_members")
    ha.network(False)
    ha.page.get_by_role("button", name=t("own_team.add"), exact=True).click()
    name = ha.page.get_by_label(t("own_team.add.name"))
    name.fill("Hoa 0912345678")
    expect(ha.page.get_by_role("alert")).to_be_visible()
    name.fill(HOA)
    ha.page.get_by_role("button", name=t("own_team.add.take"), exact=True).click()
    expect(ha.page.get_by_text(t("state.here"), exact=True)).to_be_visible()

    ha.page.get_by_role("link", name=t("tab.home"), exact=True).click()
    tile(ha.page, "Kích hoạt tài khoản").click()
    sheet = ha.page.get_by_role("dialog")
    sheet.get_by_text(t("log.details")).click()
    sheet.get_by_label(HOA, exact=True).check()
    sheet.get_by_role("button", name=t("do.save"), exact=True).click()
    expect_state(ha.page, here=1, received=0, others=1)

    ha.network(True)
    expect_state(ha.page, here=0, received=1)
    assert members(desk, found) == [HA, HOA]
    (session,) = desk.sessions(found.team)
    whole = desk.ask("GET", f"/api/help-sessions/{session['id']}")
    assert [who["name"] for who in whole["companions"]] == [HOA]
    assert session["state"] == "counted"

    # Who scans a code and has been added by name stays one person.
    hoa = new_phone("hoa")
    link = desk.invite(found.team, auto_approve=False)["link"]
    hoa.forgive("409")
    ask_to_join(hoa.open(link.removeprefix(running.url)), HOA)
    hoa.page.get_by_role("button", name=t("join.namesake.same")).click()
    expect(hoa.page.get_by_role("link", name=t("join.done.start"))).to_be_visible()
    open_duty(ha.page, "screen.name.own_team_phones")
    expect(ha.page.get_by_text(t("phones.claimed", name=HOA))).to_be_visible()
    ha.page.get_by_role("button", name=t("phones.refuse.of", name=HOA), exact=True).click()
    dialog = ha.page.get_by_role("dialog")
    dialog.get_by_role("button", name=t("phones.refuse"), exact=True).click()
    expect(ha.page.get_by_text(t("phones.none"))).to_be_visible()

    open_duty(ha.page, "screen.name.own_team_members")
    new_code = ha.page.get_by_role("button", name=t("own_team.new_phone.of", name=HOA), exact=True)
    expect(new_code).to_be_visible(timeout=20_000)
    ha.page.get_by_role("button", name=t("own_team.add"), exact=True).click()
    ha.page.get_by_label(t("own_team.add.name")).fill(HOA)
    expect(ha.page.get_by_text(t("own_team.add.namesake"))).to_be_visible()
    ha.page.get_by_role("button", name=t("do.close"), exact=True).click()
    new_code.click()
    hoa.go("/j")
    type_code(hoa.page, ha.page.locator(".short-code").inner_text())
    hoa.page.get_by_label(t("join.consent")).check()
    hoa.page.get_by_role("button", name=t("join.take"), exact=True).click()
    start_logging(hoa.page)
    log(hoa.page)
    expect_state(hoa.page, here=0, received=1)
    assert members(desk, found) == [HA, HOA]

    # A name is mended, and somebody leaves.
    desk.ask("POST", f"/api/teams/{found.team}/members", {"name": "Vo Van Tai"})
    ha.page.reload()
    open_duty(ha.page, "screen.name.own_team_members")
    opener = ha.page.get_by_role("button", name=t("form.open.of", name="Vo Van Tai"), exact=True)
    expect(opener).to_be_visible(timeout=20_000)
    opener.click()
    ha.page.get_by_label(t("members.name")).fill(TAI)
    ha.page.get_by_role("button", name=t("do.save"), exact=True).click()
    mended = ha.page.get_by_role("button", name=t("form.open.of", name=TAI), exact=True)
    expect(mended).to_be_visible(timeout=20_000)
    choose(ha.page, TAI, "members.leave")
    expect(ha.page.get_by_text(t("members.leave.why"))).to_be_visible()
    ha.page.get_by_role("button", name=t("members.leave"), exact=True).click()
    expect(ha.page.get_by_text(t("members.leave.done", name=TAI))).to_be_visible()
    (row,) = [
        row for row in desk.ask("GET", f"/api/teams/{found.team}")["members"] if row["name"] == TAI
    ]
    assert row["to"] == row["from"]  # Somebody who came today leaves today.
    no_sideways_scroll(ha.page)
