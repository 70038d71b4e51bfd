"""A town whose clock stands, with a bot of a few lines."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.model import Channel, Envelope
from sandbox.page_state import Situation, Start
from sandbox.workspace import Workspace

EVENING = datetime(2026, 1, 20, 12, 46, tzinfo=UTC)


def plain(text: str) -> dict[str, Any]:
    """Make a plain_text object."""
    return {"type": "plain_text", "text": text}


def option(text: str, value: str) -> dict[str, Any]:
    """Make an option."""
    return {"text": plain(text), "value": value}


def button(text: str, action_id: str, **more: object) -> dict[str, Any]:
    """Make a button."""
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": "12", **more}


NEEDS = [option("職員の応援", "staff"), option("送迎", "car"), option("お薬とお薬手帳", "medicine")]
CONFIRM = {
    "title": plain("回答の確認"),
    "text": plain("受入れ困難として回答します。"),
    "confirm": plain("回答する"),
    "deny": plain("戻る"),
    "style": "danger",
}
CARD = [
    {
        "type": "section",
        "block_id": "request",
        "text": {
            "type": "mrkdwn",
            "text": "*【緊急】受入れのお願い*　2026-0012\n短期入所｜1/20（火）今夜〜1/23（金）3泊\n"
            "*ご回答期限：本日22:06*\n事由：介護者の急病・入院\nご本人：30代・男性・知的障がい・区分5\n"
            "必要な支援：発作時の対応／服薬 朝・夕／医療的ケアなし\n"
            "関わり方：予定は絵カードで／大きな音が苦手\n到着：23:00ごろ・ご家族が送迎\n"
            "お問合せ：相談支援みちしるべ 検証 000-0000-0112",
        },
    },
    {
        "type": "actions",
        "block_id": "answers",
        "elements": [
            button("受入れ可能", "accept", style="primary"),
            button("条件付きで可能", "conditional"),
            button("受入れ困難", "decline", style="danger", confirm=CONFIRM),
            button("確認中", "checking"),
            button("どなたか確認する", "who"),
            {
                "type": "overflow",
                "action_id": "more",
                "options": [option("記録を見る", "log"), option("訂正する", "fix")],
            },
        ],
    },
    {
        "type": "context",
        "block_id": "foot",
        "elements": [
            {
                "type": "mrkdwn",
                "text": "スレッドへの返信、お電話でも承ります。ご回答をもとに"
                "相談支援専門員が受入先を決定いたします。お名前は書かないようお願いいたします。",
            }
        ],
    },
]
FORM_BLOCKS = [
    {
        "type": "input",
        "block_id": "since",
        "label": plain("いつから受け入れられますか"),
        "element": {
            "type": "datepicker",
            "action_id": "since",
            "initial_date": "2026-01-20",
        },
    },
    {
        "type": "input",
        "block_id": "part",
        "label": plain("受け入れられる内容"),
        "element": {
            "type": "static_select",
            "action_id": "part",
            "placeholder": plain("選択してください"),
            "options": [
                option("ご依頼どおり", "all"),
                option("夜間のみ", "night"),
                option("日中のみ", "day"),
            ],
        },
    },
    {
        "type": "input",
        "block_id": "needs",
        "optional": True,
        "label": plain("必要なこと"),
        "element": {"type": "checkboxes", "action_id": "needs", "options": NEEDS},
    },
    {
        "type": "input",
        "block_id": "note",
        "optional": True,
        "label": plain("補足"),
        "hint": plain("個人が分かることは書かないでください"),
        "element": {"type": "plain_text_input", "action_id": "note", "multiline": True},
    },
    {
        "type": "input",
        "block_id": "answerer",
        "label": plain("回答される方のお名前"),
        "element": {"type": "plain_text_input", "action_id": "answerer"},
    },
]
FORM = {
    "type": "modal",
    "callback_id": "conditional",
    "title": plain("条件付きで受入れ可能"),
    "submit": plain("回答する"),
    "close": plain("戻る"),
    "blocks": FORM_BLOCKS,
}
MANIFEST = {
    "features": {
        "slash_commands": [
            {"command": "/kyoten", "description": "拠点の操作", "usage_hint": "緊急・登録・検索"}
        ]
    }
}


@dataclass
class StoppedTown:
    """A town whose clock stands until it is pushed, with a bot of a few lines in it."""

    workspace: Workspace = field(default_factory=Workspace)
    at: datetime = EVENING
    offices: dict[str, str] = field(default_factory=dict)
    playing: str = ""
    manifest: dict[str, Any] = field(default_factory=lambda: MANIFEST)
    situations: tuple[Situation, ...] = (
        Situation(
            key="night",
            title="夜の急病",
            title_en="Illness at night",
            hint="青空みさきさんとして、カードのボタンを押してみてください。",
            hint_en="As Misaki, press a button on the card.",
        ),
    )
    forms: dict[str, dict[str, Any]] = field(default_factory=lambda: {"conditional": FORM})
    submitted: dict[str, Any] = field(default_factory=dict)
    is_silent: bool = False

    def now(self) -> datetime:
        """Return the standing time."""
        return self.at

    async def push(self, delta: timedelta) -> None:
        """Move it."""
        self.at += delta
        self.workspace.tick(self.at)

    async def push_a_minute(self) -> None:
        """Let a minute pass; the page hears of what it brought."""
        await self.push(timedelta(minutes=1))
        self.workspace.changed()

    def next_due(self) -> datetime | None:
        """Name the one thing planned."""
        return EVENING + timedelta(minutes=20) if self.at == EVENING else None

    def office_of(self, user_id: str) -> str:
        """Name the person's office."""
        return self.offices.get(user_id, "")

    async def play(self, key: str) -> Start:
        """Begin again with a card that has just arrived, in its thread."""
        await self.reset()
        self.playing = key
        ts = self.post_card()
        room = self.aozora.id
        self.call("chat.postMessage", channel=room, thread_ts=ts, text="お返事をお待ちします。")
        return Start(person=self.misaki.id, channel=room, thread=ts)

    async def reset(self) -> None:
        """Begin again with nobody having said anything."""
        self.playing = ""
        self.workspace = Workspace()
        self.settle()

    def settle(self) -> None:
        """Let people move in and the bot listen."""
        work = self.workspace
        self.misaki = work.add_user("misaki", real_name="青空 みさき")
        self.takumi = work.add_user("takumi", real_name="道標 たくみ")
        self.offices = {self.misaki.id: "短期入所あおぞら", self.takumi.id: "相談支援みちしるべ"}
        self.aozora = work.add_channel("拠点-あおぞら", members=[self.misaki.id], with_bot=True)
        self.kikan = work.add_channel(
            "拠点-みちしるべ", members=[self.takumi.id, self.misaki.id], with_bot=True
        )
        work.on_queue.append(self.bot_wakes)

    def call(self, method: str, **args: object) -> dict[str, Any]:
        """Let the bot call the Web API; it must succeed."""
        answer = self.workspace.call(method, args, self.at, token="xoxb-sandbox")
        assert answer.body["ok"], answer.body
        return answer.body

    def post_card(self, channel: Channel | None = None) -> str:
        """Let the bot post the sample card; return its ts."""
        room = channel or self.aozora
        text = "【緊急】受入れのお願い（短期入所・今夜から3泊）22:06までにご回答をお願いいたします"
        return str(self.call("chat.postMessage", channel=room.id, text=text, blocks=CARD)["ts"])

    def bot_wakes(self) -> None:
        """Answer what is queued, a moment later as a real bot would."""
        if not self.is_silent:
            asyncio.get_running_loop().call_soon(self.bot_works)

    def bot_works(self) -> None:
        """Take and answer everything queued."""
        for envelope in self.workspace.take(self.at):
            self.answer(envelope)

    def answer(self, envelope: Envelope) -> None:
        """Acknowledge one delivery and do what it asks."""
        payload = envelope.payload
        match payload.get("type") or ("slash" if "command" in payload else ""):
            case "view_submission":
                self.workspace.ack(envelope.id, self.on_submit(payload), self.at)
            case "block_actions":
                self.workspace.ack(envelope.id, None, self.at)
                self.on_press(payload)
            case "block_suggestion":
                number = payload["value"]
                options = [option(f"登録番号 {number}", number)]
                self.workspace.ack(envelope.id, {"options": options}, self.at)
            case "slash":
                self.workspace.ack(envelope.id, None, self.at)
                self.call("views.open", trigger_id=payload["trigger_id"], view=FORM)
            case _:
                self.workspace.ack(envelope.id, None, self.at)

    def on_submit(self, payload: dict[str, Any]) -> dict[str, Any] | None:
        """Refuse a note that holds a name; else close the form and say so in the channel."""
        values = self.submitted = payload["view"]["state"]["values"]
        if "note" not in values:
            return None
        if "太郎" in (values["note"]["note"]["value"] or ""):
            wrong = {"note": "お名前が含まれているようです。お名前を除いてご記入ください。"}
            return {"response_action": "errors", "errors": wrong}
        part = values["part"]["part"]["selected_option"]["text"]["text"]
        self.call(
            "chat.postMessage", channel=self.aozora.id, text=f"条件付きの回答を承りました（{part}）"
        )
        return None

    def on_press(self, payload: dict[str, Any]) -> None:
        """Do what the card's buttons promise."""
        pressed = payload["actions"][0]["action_id"]
        if pressed in self.forms:
            method = "views.push" if "view" in payload else "views.open"
            self.call(method, trigger_id=payload["trigger_id"], view=self.forms[pressed])
        elif pressed in ("accept", "decline"):
            said = {"accept": "受入れ可能", "decline": "受入れ困難"}[pressed]
            room, ts = payload["channel"]["id"], payload["message"]["ts"]
            text = f"*{said}* のご回答を承りました。"
            self.call("chat.postMessage", channel=room, thread_ts=ts, text=text)
            whisper = "ありがとうございます。まだ決定ではございません。"
            self.call("chat.postEphemeral", channel=room, user=payload["user"]["id"], text=whisper)
