"""Every card and form on a phone: answerable at once, nothing cut off, nothing wider than it.

`KYOTEN_SHOTS=DIR` keeps a picture of each, for whoever wants to look.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Final

import pytest
from playwright.async_api import Browser, Page

from sandbox.town import Town
from tests.screen import PHONE, fits, picture, served
from tests.town.asking import asks, begins, fills_in
from tests.town.test_adding import adds
from tests.town.test_joining import leaves
from tests.town.test_leave import decided as by_somebody_unknown
from tests.town.test_shared_logins import a_shared_login

pytestmark = pytest.mark.soak

HELPERS: Final = {
    "person": "R05",
    "ground": "disability_trait_crisis",
    "service": "behavior_guide_help",
    "nights": "2",
}
"""Somebody goes along with R05 until there is a bed."""

Scene = Callable[[Town], Awaitable[object]]


@pytest.fixture
async def phone(town: Town, browser: Browser) -> AsyncIterator[Page]:
    """A phone on which the town's page is shown."""
    async with served(town) as url:
        page = await browser.new_page(viewport=PHONE, locale="ja-JP", base_url=f"{url}/")
        yield page
        await page.close()


async def offered(town: Town) -> None:
    """P01 can take the person."""
    await asks(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")


async def decided(town: Town) -> None:
    """P01 is decided for."""
    await offered(town)
    await town.person("C1").presses("この事業所に依頼", at="P12")


async def arrived(town: Town) -> None:
    """The person is at P01."""
    await decided(town)
    await town.person("P01-1").presses("到着", at="P01")


async def called_in(town: Town) -> None:
    """The core centre is called in, with a proposal."""
    await asks(town)
    await town.push(timedelta(minutes=20))


def pressing(scene: Scene, who: str, label: str, *, at: str, then: str = "") -> Scene:
    """Return the scene in which somebody also presses, and presses on in what opens."""

    async def pressed(town: Town) -> None:
        await scene(town)
        await town.person(who).presses(label, at=at)
        if then:
            await town.person(who).taps(then)

    return pressed


async def commanded(town: Town) -> None:
    """The counsellor typed the command."""
    await town.person("C1").commands("緊急", at="P12")


async def refused(town: Town) -> None:
    """A rule says no."""
    await fills_in(town, person="R05", ground="disability_trait_crisis")


async def unclear(town: Town) -> None:
    """A reply that could mean anything."""
    await asks(town)
    await town.person("P01-1").types("大丈夫です", at="P01", under=town.card("P01"))


async def suspected(town: Town) -> None:
    """The counsellor ticked suspected abuse; the city's number comes before anything else."""
    await fills_in(town, abuse="carer")


async def an_ambulance_first(town: Town) -> None:
    """The counsellor ticked that an ambulance is needed."""
    await fills_in(town, medical="ambulance_needed")


async def one_half_filled(town: Town) -> None:
    """The counsellor opens a call sheet, another one being unfinished."""
    await begins(town)
    counselor = town.person("C1")
    town.workspace.close(counselor.user, counselor.view.id, town.now(), everything=True)
    await town.settles()
    await commanded(town)


async def several_services(town: Town) -> None:
    """The counsellor looks at what would be sent for two services, one by telephone."""
    also = ["daytime_care"]
    await fills_in(town, **HELPERS, also=also, health="well")


async def no_office_prepared(town: Town) -> None:
    """The counsellor looks at what would be sent where no office is prepared."""
    await fills_in(town, by="C2", person="R04", service="home_help", nights="0")


async def said_in_full(town: Town) -> None:
    """The card says how the person is, and a ground that came later with its time."""
    await asks(town, **{**HELPERS, "service": "daytime_care"}, health="well")
    await adds(town, "事由を追加", ground="carer_unavailable", later_at="21:40")


async def relaying(town: Town) -> None:
    """A night carer passes an emergency on."""
    await town.person("P01-1").commands("取り次ぎ", at="P01")


async def two_needs_of_one_office(town: Town) -> None:
    """Two cases want P01 for the same nights."""
    await asks(town)
    await asks(town, by="C2", person="R06")


async def nothing_yet(town: Town) -> None:
    """Nobody was asked anything: the standing card alone."""


async def unknown_now(town: Town) -> None:
    """Somebody in the channel is no staff any more."""
    await leaves(town, "P01-1")


async def answered_by_somebody_unknown(town: Town) -> None:
    """The decided office's answer came from somebody who is no staff."""
    await by_somebody_unknown(town)


async def several_use_it(town: Town) -> None:
    """A login that several people use is asked."""
    await a_shared_login(town)
    await asks(town)


def in_menu(row: str) -> Scene:
    """Return the scene in which the counsellor opens a row of the case's menu."""
    return pressing(asks, "C1", "その他の操作", at="P12", then=row)


SCENES: Final = [
    pytest.param("P01-1", "P01", nothing_yet, id="the standing card"),
    pytest.param(
        "P01-1", "P01", pressing(unknown_now, "P01-1", "職員登録", at="P01"), id="joining"
    ),
    pytest.param(
        "C1",
        "P12",
        pressing(
            answered_by_somebody_unknown,
            "C1",
            "その他の操作",
            at="P12",
            then="登録情報の閲覧を認める",
        ),
        id="leave for the sheet",
    ),
    pytest.param(
        "P01-1", "P01", pressing(several_use_it, "P01-1", "受入れ可能", at="P01"), id="whose answer"
    ),
    pytest.param("C1", "P12", commanded, id="the call sheet"),
    pytest.param("C1", "P12", begins, id="the call sheet's second page"),
    pytest.param("C1", "P12", refused, id="a refusal"),
    pytest.param("C1", "P12", suspected, id="suspected abuse"),
    pytest.param("C1", "P12", an_ambulance_first, id="an ambulance first"),
    pytest.param("P01-1", "P01", relaying, id="passing a call on"),
    pytest.param("C1", "P12", fills_in, id="the preview"),
    pytest.param("C1", "P12", several_services, id="the preview of two services"),
    pytest.param("C2", "P12", no_office_prepared, id="the preview without prepared offices"),
    pytest.param("C1", "P12", one_half_filled, id="another call sheet unfinished"),
    pytest.param("P03-1", "P03", said_in_full, id="a card that says it all"),
    pytest.param("P01-1", "P01", asks, id="the card"),
    pytest.param("P01-1", "P01", unclear, id="not understood"),
    pytest.param("P01-1", "P01", offered, id="an offer"),
    pytest.param("P01-1", "P01", decided, id="decided"),
    pytest.param("P01-1", "P01", two_needs_of_one_office, id="two requests"),
    pytest.param("C1", "P12", asks, id="the case card"),
    pytest.param("C1", "P12", offered, id="a case with an offer"),
    pytest.param("K1", "K01", called_in, id="the core centre's card"),
    pytest.param("K1", "K01", pressing(called_in, "K1", "状況を見る", at=""), id="the situation"),
    pytest.param(
        "C1",
        "P12",
        pressing(arrived, "C1", "その他の操作", at="P12", then="到着の記録を取り消す"),
        id="an arrival taken back",
    ),
    pytest.param(
        "P01-1", "P01", pressing(asks, "P01-1", "条件付きで可能", at="P01"), id="under conditions"
    ),
    pytest.param("P01-1", "P01", pressing(asks, "P01-1", "受入れ困難", at="P01"), id="a no"),
    pytest.param(
        "P01-1", "P01", pressing(asks, "P01-1", "どなたか確認する", at="P01"), id="the copy"
    ),
    pytest.param(
        "P01-1", "P01", pressing(decided, "P01-1", "登録情報を見る", at="P01"), id="the sheet"
    ),
    pytest.param(
        "P01-1", "P01", pressing(decided, "P01-1", "辞退する", at="P01"), id="stepping back"
    ),
    pytest.param("C1", "P12", pressing(unclear, "C1", "全文を見る", at="P12"), id="full text"),
    pytest.param("C1", "P12", pressing(asks, "C1", "電話で確認する", at="P12"), id="the call list"),
    pytest.param(
        "C1",
        "P12",
        pressing(asks, "C1", "電話で確認する", at="P12", then="条件付き"),
        id="a condition by telephone",
    ),
    pytest.param("C1", "P12", pressing(asks, "C1", "その他の操作", at="P12"), id="the menu"),
    pytest.param("C1", "P12", in_menu("ほかの事業所に依頼"), id="other offices"),
    pytest.param("C1", "P12", in_menu("一時停止する"), id="a pause"),
    pytest.param("C1", "P12", in_menu("依頼を取り下げる"), id="taking back"),
    pytest.param("C1", "P12", in_menu("サービスを追加"), id="one more service"),
    pytest.param("C1", "P12", in_menu("事由を追加"), id="a later ground"),
    pytest.param("C1", "P12", in_menu("受診・相談を記録する"), id="a doctor was asked"),
]


async def offered_under_conditions(town: Town) -> None:
    """P01 can take the person from 23:00, with help."""
    await asks(town)
    night = town.person("P01-1")
    await night.presses("条件付きで可能", at="P01")
    await night.fills({"needs": ["staff"], "remark": "夜勤が一人のため", "answerer": "見本よるの"})


async def a_case_and_a_request(town: Town) -> None:
    """One case is offered a place, and P01 is asked for another."""
    await called_in(town)
    await town.person("P01-1").presses("受入れ可能", at="P01")
    await asks(town, by="C2", person="R06")


@pytest.mark.parametrize(
    ("who", "scene", "name"),
    [
        pytest.param("C1", offered_under_conditions, "an offer as a letter", id="an offer"),
        pytest.param("K1", called_in, "the core centre is called", id="a call"),
    ],
)
async def test_a_letter_is_read_whole_on_a_phone(
    town: Town, phone: Page, who: str, scene: Scene, name: str
) -> None:
    await scene(town)

    channel = town.workspace.dm_of(town.user(who)).id
    await phone.goto(f"?me={town.user(who)}&channel={channel}")
    await phone.locator("main [data-ts]").last.wait_for()

    await whole(phone, name)


@pytest.mark.parametrize("who", ["C1", "K1", "P01-1"])
async def test_home_is_read_whole_on_a_phone(town: Town, phone: Page, who: str) -> None:
    await a_case_and_a_request(town)
    await town.person(who).opens_home()

    await phone.goto(f"?me={town.user(who)}&home=1")
    await phone.get_by_role("button", name="緊急の依頼", exact=True).wait_for()

    await whole(phone, f"home of {who}")


@pytest.mark.parametrize(("who", "at", "scene"), SCENES)
async def test_nothing_is_cut_off_on_a_phone(
    town: Town, phone: Page, request: pytest.FixtureRequest, who: str, at: str, scene: Scene
) -> None:
    await scene(town)

    await shown(phone, town, who, at=at)

    await whole(phone, request.node.callspec.id)


async def whole(phone: Page, name: str) -> None:
    """Keep a picture; all of it fits."""
    await picture(phone, name)
    await fits(phone)


async def test_a_card_is_answered_without_scrolling(town: Town, phone: Page) -> None:
    await asks(town)

    await shown(phone, town, "P01-1", at="P01")

    for label in ("受入れ可能", "条件付きで可能", "受入れ困難", "確認中", "どなたか確認する"):
        button = phone.get_by_role("button", name=label, exact=True).last
        box = await button.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= PHONE["height"]


async def shown(phone: Page, town: Town, who: str, *, at: str) -> None:
    """Look at a channel as somebody; an open form lies on top."""
    await phone.goto(f"?me={town.user(who)}&channel={town.channel(at)}")
    await phone.get_by_role("main").wait_for()
    if town.workspace.views(town.user(who)):
        await phone.get_by_role("dialog").last.wait_for()
    else:
        await phone.locator("main [data-ts]").first.wait_for()
