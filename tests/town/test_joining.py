"""職員登録: a newcomer asks, one other person approves, and everybody hears what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model import Member, WindowId
from sandbox.forms import NoSuchThing
from sandbox.resident import Resident, labels_of, text_of
from sandbox.town import Town
from storage.ledger import Ledger
from tests.town.asking import asks
from tests.town.conftest import BOTH
from tests.town.test_s1 import audited

JOINED = (
    "職員登録が完了しました。見本短期入所 かりのやどの職員としてご回答いただけます。"
    "ご協力ありがとうございます。"
)


async def wishes(newcomer: Resident, *, at: str = "P01", name: str = "仮名 しんじん") -> None:
    """Press 職員登録 on the standing card and fill the form; the office is chosen there."""
    await newcomer.presses("職員登録", at=at)
    await newcomer.fills({"work_name": name})


async def known_as(town: Town, newcomer: Resident, *, team: str | None = None) -> str | None:
    """Return the office somebody is staff of, with a mark for a manager."""
    member = Member(team=team or town.workspace.team_id, user=newcomer.user)
    network = town.grounds.network.network.id

    def unit(ledger: Ledger) -> str | None:
        staff = ledger.actor(member, network=network, channel=None).staff
        return f"{staff.office}{' manager' if staff.manager else ''}" if staff else None

    return await town.bot.desk.read(unit)


async def leaves(town: Town, *keys: str) -> None:
    """Make these staff act no more, as `kyoten network apply` does."""
    gone = [one for one in town.grounds.network.staff if one.id in keys]

    def unit(ledger: Ledger) -> None:
        for one in gone:
            user = town.addresses.users.get(one.id)
            member = Member(team=town.workspace.team_id, user=user) if user else None
            ledger.roster.put_staff(replace(one, member=member, active=False))

    await town.bot.desk.write(unit)


# ------------------------------------------------------------------ the card that always stands


async def test_every_office_channel_has_one_standing_card(town: Town) -> None:
    offices = [office for office in town.addresses.channels if not town.standing(office)]
    card = town.standing("P01")[0]

    assert offices == []
    assert card.text == "拠点の窓口：見本短期入所 かりのやど"
    assert labels_of(card) == ["職員登録", "緊急の連絡を取り次ぐ"]
    assert town.cards("P01") == []


async def test_a_restart_posts_no_second_one(town: Town) -> None:
    await town.restart_bot()

    assert len(town.standing("P01")) == 1


async def test_a_channel_that_comes_later_gets_its_card_at_the_next_look(town: Town) -> None:
    new = town.workspace.add_channel("n01-あたらしい", members=[town.user("K1")], with_bot=True)
    network = town.grounds.network

    def applied(ledger: Ledger) -> None:
        office = next(each for each in network.offices if each.id == "G01")
        window = next(each for each in network.windows if each.office == office.id)
        moved = replace(window, id=WindowId("win-G01-2"), channel=new.id)
        ledger.roster.put_window(moved, network=network.network.id)

    await town.bot.desk.write(applied)
    await town.settles()

    (card,) = town.workspace.messages(new.id)
    assert card.text == "拠点の窓口：みずうみ市 障がい者福祉課"


async def test_a_channel_the_bot_was_not_in_gets_its_card_at_the_next_start(town: Town) -> None:
    new = town.workspace.add_channel("n01-あたらしい", members=[town.user("K1")])
    network = town.grounds.network

    def applied(ledger: Ledger) -> None:
        window = next(each for each in network.windows if each.office == "G01")
        moved = replace(window, id=WindowId("win-G01-2"), channel=new.id)
        ledger.roster.put_window(moved, network=network.network.id)

    await town.bot.desk.write(applied)
    await town.settles()
    before = list(town.workspace.messages(new.id))
    town.workspace.invite_bot(town.user("K1"), new.id, town.now())
    await town.settles()
    await town.restart_bot()

    assert before == []
    assert [one.text[:6] for one in town.workspace.messages(new.id) if one.is_bot] == [
        "拠点の窓口："
    ]


# ------------------------------------------------------------------ asking


@pytest.mark.parametrize(
    "manner", ["the card", "the command", "a mention", "a mention in a thread"]
)
async def test_there_are_three_ways_to_ask(town: Town, manner: str) -> None:
    newcomer = town.newcomer("新しい人", at="P01")
    await asks(town)

    match manner:
        case "the card":
            await newcomer.presses("職員登録", at="P01")
        case "the command":
            await newcomer.commands("職員登録 ここに書いたことは読まれない", at="P01")
        case _:
            under = town.card("P01") if "thread" in manner else None
            await newcomer.types(f"<@{town.workspace.bot_user_id}> 職員登録", at="P01", under=under)
            assert newcomer.whispers == ["職員登録は、下のボタンからお申し込みいただけます。"]
            await newcomer.presses_whispered("職員登録")

    assert newcomer.view.title == "職員登録"
    await newcomer.fills({"work_name": "仮名 しんじん"})
    assert "承りました" in text_of(newcomer.view.blocks)
    assert any("仮名 しんじん" in letter for letter in town.person("P01-2").letters)


async def test_a_mention_in_a_cards_thread_is_no_reply(town: Town) -> None:
    newcomer = town.newcomer("新しい人", at="P01")
    await asks(town)
    before = town.thread("P01")

    await newcomer.types(
        f"<@{town.workspace.bot_user_id}> 職員登録", at="P01", under=town.card("P01")
    )

    assert town.thread("P01")[len(before) + 1 :] == []
    assert "全文を見る" not in labels_of(town.card("P12"))


async def test_the_emergency_form_opens_by_a_button_where_no_command_can_be_typed(
    town: Town,
) -> None:
    counselor = town.person("C1")

    await counselor.types(f"<@{town.workspace.bot_user_id}> 緊急", at="P12")
    await counselor.presses_whispered("緊急の依頼")

    assert counselor.view.title == "受電メモ（1/2）"


@pytest.mark.parametrize("called", [True, False])
async def test_words_sent_to_the_bot_directly_are_understood_like_a_mention(
    town: Town, called: bool
) -> None:
    night = town.newcomer("新しい人", at="P01")

    await night.writes(f"<@{town.workspace.bot_user_id}> 職員登録" if called else "職員登録")

    assert night.letters + night.whispers == ["職員登録は、下のボタンからお申し込みいただけます。"]
    await night.presses_whispered("職員登録")
    offered = [each["value"] for each in options_of(night, "office")]
    assert "P01" in offered
    assert "K01" in offered


def options_of(person: Resident, name: str) -> list[dict[str, object]]:
    """Return what a field of the open form offers."""
    block = next(each for each in person.view.blocks if each["block_id"] == name)
    options: list[dict[str, object]] = block["element"]["options"]
    return options


async def test_a_channel_offers_its_own_office_alone(town: Town) -> None:
    newcomer = town.newcomer("新しい人", at="P01")

    await newcomer.presses("職員登録", at="P01")

    assert [each["value"] for each in options_of(newcomer, "office")] == ["P01"]


async def test_offices_that_share_a_channel_are_chosen_between(town: Town) -> None:
    newcomer = town.newcomer("新しい人", at="P01")
    network = town.grounds.network

    def shared(ledger: Ledger) -> None:
        window = next(each for each in network.windows if each.office == "P08")
        moved = replace(window, channel=town.channel("P01"))
        ledger.roster.put_window(moved, network=network.network.id)

    await town.bot.desk.write(shared)

    await newcomer.presses("職員登録", at="P01")

    assert [each["value"] for each in options_of(newcomer, "office")] == ["P01", "P08"]
    assert len(town.standing("P01")) == 1


@pytest.mark.parametrize("name", [" ", "\u3000", "一行目\u2028二行目"])
async def test_a_name_that_is_none_is_said_at_its_field(town: Town, name: str) -> None:
    newcomer = town.newcomer("新しい人", at="P01")
    await newcomer.presses("職員登録", at="P01")

    await newcomer.fills({"work_name": name})

    assert newcomer.view.errors == {
        "work_name": "お名前を1文字以上40文字以内で入力してください。改行などの記号は使えません。"
    }


async def test_who_is_staff_already_is_told_so(town: Town) -> None:
    night = town.person("P01-1")

    await night.presses("職員登録", at="P01")

    assert "すでに見本短期入所 かりのやどの職員として登録されています。" in text_of(
        night.view.blocks
    )
    assert (await audited(town))[-1] == ("join", "joining_known")


async def test_a_second_wish_is_told_of_the_first(town: Town) -> None:
    newcomer = town.newcomer("新しい人", at="P01")
    await wishes(newcomer)

    await newcomer.presses("職員登録", at="P01")

    assert "すでにお申し込みいただいています" in text_of(newcomer.view.blocks)
    assert len(town.person("P01-2").letters) == 1


# ------------------------------------------------------------------ the approval


async def test_the_offices_manager_approves_and_the_newcomer_is_staff(town: Town) -> None:
    newcomer, manager = town.newcomer("新しい人", at="P01"), town.person("P01-2")
    await wishes(newcomer)

    await manager.presses("承認する")

    assert newcomer.letters == [JOINED]
    assert manager.letters[-1] == (
        "仮名 しんじんさんを見本短期入所 かりのやどの職員として登録しました。"
    )
    assert await known_as(town, newcomer) == "P01"
    assert (await audited(town))[-1] == ("approve_joining", "done")


@BOTH
async def test_who_joined_answers_as_staff_the_same_night(town: Town) -> None:
    newcomer = town.newcomer("新しい人", at="P01")
    await asks(town)
    await wishes(newcomer)
    await town.person("P01-2").presses("承認する")

    await newcomer.presses("受入れ可能", at="P01")
    await town.person("C1").presses("この事業所に依頼", at="P12")
    await newcomer.presses("登録情報を見る", at="P01")

    assert "職員登録のない方" not in text_of(town.card("P12").blocks)
    assert newcomer.view.title == "登録情報"


async def test_the_letter_says_which_account_asks(town: Town) -> None:
    newcomer = town.newcomer("新しい人", at="P01")

    await wishes(newcomer, name="架空ひるた<!channel>")

    letter = town.person("P01-2").letters[-1]
    assert f"（<@{newcomer.user}>）" in letter
    assert "&lt;!channel&gt;" in letter


async def test_the_night_carer_who_is_no_manager_is_not_asked_and_may_not(town: Town) -> None:
    newcomer = town.newcomer("新しい人", at="P01")

    await wishes(newcomer)

    assert town.person("P01-1").letters == []
    assert town.person("K1").letters == []


async def test_a_refusal_is_polite_and_one_may_ask_again(town: Town) -> None:
    newcomer, manager = town.newcomer("新しい人", at="P01"), town.person("P01-2")
    await wishes(newcomer)

    await manager.presses("お断りする")
    again = town.person("P01-2").letters[-1]
    await wishes(newcomer, name="仮名 ふたたび")

    assert newcomer.letters == [
        "見本短期入所 かりのやどの職員登録は、今回は見送りとなりました。お心当たりのない場合は、"
        "事業所の管理者の方、または基幹相談支援センター（000-0000-0201）にご確認ください。"
    ]
    assert "お断りしました" in again
    assert "仮名 ふたたび" in manager.letters[-1]
    assert await known_as(town, newcomer) is None


async def test_what_is_decided_already_is_said_with_who_decided(town: Town) -> None:
    newcomer, manager = town.newcomer("新しい人", at="P01"), town.person("P01-2")
    await wishes(newcomer)
    await manager.presses("承認する")

    await manager.presses("お断りする")

    assert manager.letters[-1] == (
        "仮名 しんじんさんの職員登録は、すでに手続き済みです。"
        "見本短期入所 かりのやどの手続きで承認されています。"
    )
    assert await known_as(town, newcomer) == "P01"


async def test_the_core_centre_approves_for_an_office_of_one_person(town: Town) -> None:
    newcomer = town.newcomer("新しい人", at="P02")

    await wishes(newcomer, at="P02")

    assert town.person("P02-1").letters == []
    await town.person("K1").presses("承認する")
    assert await known_as(town, newcomer) == "P02"


async def test_an_offices_first_becomes_its_manager(town: Town) -> None:
    newcomer = town.newcomer("新しい人", at="P02")
    await leaves(town, "P02-1")

    await wishes(newcomer, at="P02")
    await town.person("K1").presses("承認する")

    assert await known_as(town, newcomer) == "P02 manager"


async def test_a_right_is_judged_at_the_click(town: Town) -> None:
    newcomer, manager = town.newcomer("新しい人", at="P01"), town.person("P01-2")
    await wishes(newcomer)
    await leaves(town, "P01-2")

    await manager.presses("承認する")

    assert "決められた方だけが行えます" in manager.letters[-1]
    assert (await audited(town))[-1] == ("approve_joining", "refused")
    assert await known_as(town, newcomer) is None


async def test_a_manager_left_alone_no_longer_approves(town: Town) -> None:
    newcomer, manager = town.newcomer("新しい人", at="P01"), town.person("P01-2")
    await wishes(newcomer)
    await leaves(town, "P01-1")

    await manager.presses("承認する")

    assert "が承認いたします" in manager.letters[-1]
    assert (await audited(town))[-1] == ("approve_joining", "refused")


# ------------------------------------------------------------------ members of other workspaces


async def test_a_member_of_a_connected_workspace_joins_without_a_command(town: Town) -> None:
    newcomer = town.newcomer("よその人", at="P01", team="TOTHER")
    with pytest.raises(NoSuchThing):
        await newcomer.commands("join", at="P01")

    await newcomer.types(f"<@{town.workspace.bot_user_id}> join", at="P01")
    await newcomer.presses_whispered("職員登録")
    await newcomer.fills({"work_name": "仮名 よそ"})
    await town.person("P01-2").presses("承認する")

    assert newcomer.letters == [JOINED]
    assert await known_as(town, newcomer, team="TOTHER") == "P01"
    assert await known_as(town, newcomer) is None  # the same id in our workspace is somebody else


async def test_a_letter_to_somebody_no_staff_outlives_a_restart(town: Town) -> None:
    newcomer, manager = town.newcomer("新しい人", at="P01"), town.person("P01-2")
    await wishes(newcomer)
    await manager.presses("お断りする")

    await town.restart_bot()
    await town.push(timedelta(minutes=1))

    assert len(newcomer.letters) == 1
