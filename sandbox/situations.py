"""Ready-made situations of the sample town: brought about, and one sentence each on what to try."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.cities import PROFILES
from bot.clock import JST
from bot.model import StaffId
from sandbox.page_state import Situation, Start
from sandbox.scene import CASTS, Cast, Scene
from sandbox.town import S1_BEGINS, Town
from sandbox.town_shapes import TownNetwork

Happens = Callable[[Scene], Awaitable[Start]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """One situation before it is in a city.

    The words may name `{counselor}`, `{carer}`, `{core}`, `{manager}`, and the city's own
    `{accept}` for taking somebody in.
    """

    title: str
    title_en: str
    hint: str
    hint_en: str
    happens: Happens
    begins: datetime = S1_BEGINS


async def _evening(scene: Scene) -> Start:
    await scene.asks()
    return scene.with_carer()


async def _typed(scene: Scene) -> Start:
    await scene.asks()
    await scene.types()
    return scene.with_counselor(thread=True)


async def _conditions(scene: Scene) -> Start:
    await scene.asks()
    await scene.offers_conditionally()
    return scene.with_counselor()


async def _silence(scene: Scene) -> Start:
    await scene.asks()
    await scene.town.push(timedelta(minutes=20))
    return scene.with_core()


async def _rivals(scene: Scene) -> Start:
    await scene.asks_for_two()
    return scene.with_carer()


async def _decided(scene: Scene) -> Start:
    await scene.asks()
    await scene.is_decided()
    return scene.with_carer()


async def _steps_back(scene: Scene) -> Start:
    await scene.asks()
    await scene.is_decided()
    await scene.steps_back()
    return scene.with_counselor(thread=True)


async def _undelivered(scene: Scene) -> Start:
    scene.shuts_out()
    await scene.asks()
    return scene.with_counselor(thread=True)


async def _unanswered(scene: Scene) -> Start:
    await scene.asks()
    scene.loses_a_press()
    return scene.with_carer()


async def _joining(scene: Scene) -> Start:
    await scene.wants_registration()
    return scene.in_letters(scene.cast.manager)


async def _monitoring(scene: Scene) -> Start:
    await scene.sleeps_until_ten()
    return scene.in_letters(scene.cast.counselor)


PLAYS: Final[Mapping[str, Play]] = {
    "evening": Play(
        title="夜の依頼：カードが届いたところ",
        title_en="An evening request: the card has just arrived",
        hint="{carer}として、届いたカードの［{accept}可能］を押してみてください。",
        hint_en="As {carer}, press ［{accept}可能］ (we can take them in) on the card.",
        happens=_evening,
    ),
    "typed": Play(
        title="自分の言葉での返信：スレッドに書かれたところ",
        title_en="An answer in own words: written in the thread",
        hint="{counselor}として、スレッドの［全文を見る］で返信の原文を確かめてみてください。",
        hint_en="As {counselor}, press ［全文を見る］ (read it all) in the thread and compare.",
        happens=_typed,
    ),
    "conditions": Play(
        title="条件付きの回答：明朝9時からなら可能",
        title_en="An offer with conditions: from nine tomorrow",
        hint="{counselor}として、カードの条件を読み、［この事業所に依頼］を押すか、"
        "ほかの回答を待つかを決めてみてください。",
        hint_en="As {counselor}, read the conditions and decide: press ［この事業所に依頼］ "
        "(ask this office) or wait for the others.",
        happens=_conditions,
    ),
    "silence": Play(
        title="だれも答えない：基幹に連絡が届いたところ",
        title_en="Silence: the core centre has been called",
        hint="{core}として、［調整に入る］を押し、だれにお電話すればよいかを確かめてみてください。",
        hint_en="As {core}, press ［調整に入る］ (step in) and see whom to telephone.",
        happens=_silence,
    ),
    "rivals": Play(
        title="2件の依頼：同じ事業所に同じ夜",
        title_en="Two cases, one office: the same night",
        hint="{carer}として2枚のカードの両方で［{accept}可能］を押し、{counselor}に替わって"
        "1件目を決めると、もう1枚のカードがどう変わるかを見てみてください。",
        hint_en="As {carer}, press ［{accept}可能］ (we can take them in) on both cards; then, as "
        "{counselor}, decide the first and see what the other card says.",
        happens=_rivals,
    ),
    "decided": Play(
        title="決まったところ：到着を待っています",
        title_en="Decided: waiting for the arrival",
        hint="{carer}として、［登録情報を見る］で準備を確かめてから［到着］を押してみてください。",
        hint_en="As {carer}, press ［登録情報を見る］ (the sheet) to prepare, then ［到着］ "
        "(arrived).",
        happens=_decided,
    ),
    "steps_back": Play(
        title="決まった事業所の辞退：やり直しになったところ",
        title_en="The decided office steps back: asked anew",
        hint="{counselor}として、スレッドで辞退の知らせを読み、"
        "カードで次にお電話する先を確かめてみてください。",
        hint_en="As {counselor}, read in the thread that they cannot, and on the card whom to call "
        "next.",
        happens=_steps_back,
    ),
    "undelivered": Play(
        title="Slackの不調：カードが届かない事業所",
        title_en="Slack out of order: a card that cannot be delivered",
        hint="{counselor}として、カードを届けられなかった事業所をスレッドで確かめ、"
        "［電話で確認する］を押してみてください。",
        hint_en="As {counselor}, see in the thread which office was not reached, and press "
        "［電話で確認する］ (ask by telephone).",
        happens=_undelivered,
    ),
    "unanswered": Play(
        title="Slackの不調：ボタンに反応がない",
        title_en="Slack out of order: a button without effect",
        hint="{carer}として［{accept}可能］を押すと、1回目は届かず⚠が出ますので、"
        "もう一度押してみてください。",
        hint_en="As {carer}, press ［{accept}可能］: the first press is lost and a ⚠ appears, so "
        "press it again.",
        happens=_unanswered,
    ),
    "joining": Play(
        title="職員登録：承認を待っています",
        title_en="Staff registration: waiting for approval",
        hint="{manager}として、届いたメッセージの［承認する］を押してみてください。",
        hint_en="As {manager}, press ［承認する］ (approve) on the message that came.",
        happens=_joining,
    ),
    "monitoring": Play(
        title="モニタリング：記録の期限を過ぎた方がいます",
        title_en="Monitoring: some records are overdue",
        hint="{counselor}として、最後のメッセージの［実施を記録］を押し、"
        "面談の記録を入れてみてください。",
        hint_en="As {counselor}, press ［実施を記録］ (record a visit) on the last message.",
        happens=_monitoring,
        begins=datetime(2026, 3, 5, 17, tzinfo=JST),  # a week after February's last working day
    ),
}


def situations_of(network: TownNetwork) -> tuple[Situation, ...]:
    """Return the situations in a city's own words, its people named, in the order to offer them."""
    profile = PROFILES[network.network.profile]
    cast, accept = CASTS[profile.name], profile.ui_terms.accept
    ja = {"accept": accept, **_names(network, cast, "{name}さん（{office}）")}
    en = {"accept": accept, **_names(network, cast, "{name} ({office})")}
    return tuple(
        Situation(
            key=key,
            title=play.title,
            title_en=play.title_en,
            hint=play.hint.format(**ja),
            hint_en=play.hint_en.format(**en),
        )
        for key, play in PLAYS.items()
    )


def _names(network: TownNetwork, cast: Cast, how: str) -> dict[str, str]:
    staff = {one.id: one for one in network.staff}
    offices = {one.id: one.name.removesuffix("(見本)") for one in network.offices}
    parts = {
        "counselor": cast.counselor,
        "carer": cast.carer,
        "core": cast.core,
        "manager": cast.manager,
    }
    played = {part: staff[StaffId(key)] for part, key in parts.items()}
    return {
        part: how.format(name=one.name, office=offices[one.office]) for part, one in played.items()
    }


async def bring_about(key: str, town: Town) -> Start:
    """Bring a town that began at `PLAYS[key].begins` into a situation; return where to begin."""
    scene = Scene(town)
    start = await PLAYS[key].happens(scene)
    await scene.closes_forms()
    return start
