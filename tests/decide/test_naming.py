"""Which words are a person's name, and what whoever wrote it is asked."""

from __future__ import annotations

import pytest

from bot.decide import greeting, naming
from bot.effects import Said
from bot.model import PersonId
from tests.decide.builders import after, an_ask, facts_of, outcomes, somebody

NURSE = somebody("P01-1")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param("見本 一郎さんですね", True, id="as the ledger has it"),
        pytest.param("見本\u3000一郎さんですね", True, id="with a wide space"),
        pytest.param("見本一郎さんですね", True, id="without a space"),
        pytest.param("見本\n一郎", True, id="over two lines"),
        pytest.param("ﾀﾒｼ 太郎さんですね", True, id="in half-width kana"),
        pytest.param("見本さんですね", False, id="half a name is no name"),
        pytest.param("承知しました", False, id="no name at all"),
        pytest.param("", False, id="nothing written"),
    ],
)
def test_only_the_whole_name_is_asked_to_be_deleted(text: str, *, asked: bool) -> None:
    names = {PersonId("R01"): "見本 一郎", PersonId("R02"): "タメシ 太郎", PersonId("R99"): ""}
    facts = facts_of(names=names)

    decision = naming.please_delete(facts, text=text, by=NURSE, at=after(6))

    assert isinstance(decision.reply, Said) is asked
    assert (("reply", "named") in outcomes(decision)) is asked
    assert not decision.effects


def test_a_name_beside_a_card_is_what_the_writer_is_told_about_first() -> None:
    facts = facts_of(an_ask(), names={PersonId("R01"): "見本 一郎"})
    rule = naming.looked_through(greeting.answer_beside, text="見本一郎さん")

    decision = rule(facts, by=NURSE, at=after(6))

    assert isinstance(decision.reply, Said)
    assert decision.reply.sentence.key == "name_please_delete"
    assert decision.effects  # the card has its buttons in its thread all the same
