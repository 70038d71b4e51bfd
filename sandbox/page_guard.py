"""Who may drive the practice town, and what the page is told when something cannot be done.

A page of another site must not drive the town through the visitor's browser, so every request
must name this machine and every change must come from the town's own page.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from sandbox.forms import NoSuchCommand
from sandbox.model import Refusal
from sandbox.page_acts import Unreadable

HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def guarded(handler: Handler) -> Handler:
    """Let only this machine's own page through, and say every refusal as JSON."""

    async def answered(request: web.Request) -> web.StreamResponse:
        if not _is_ours(request):
            answer: web.StreamResponse = problem(
                403,
                "forbidden",
                "この画面は、このパソコンの中からだけ使えます。",
                "This page can be used from this machine only.",
            )
        else:
            answer = await _answer(handler, request)
        if not answer.prepared:
            answer.headers.update(HEADERS)
        return answer

    return answered


async def _answer(handler: Handler, request: web.Request) -> web.StreamResponse:
    try:
        return await handler(request)
    except Unreadable as wrong:
        return problem(
            400,
            "unreadable",
            f"送られた内容を読み取れませんでした（{wrong}）。画面を読み込み直してください。",
            f"What was sent could not be read ({wrong}). Please reload the page.",
        )
    except Refusal as refused:
        return problem(
            409,
            refused.code,
            f"この操作はできませんでした（{refused.code}）。",
            f"This could not be done ({refused.code}).",
        )
    except NoSuchCommand as typed:
        return problem(
            409,
            "no_such_command",
            f"{typed} は有効なコマンドではありません。",
            f"{typed} is not a valid command.",
        )
    except LookupError as missing:
        return problem(
            409,
            "no_such_thing",
            "その操作の対象は、もう画面にありません。表示を確かめて、もう一度お試しください。",
            "What this was meant for is no longer there. Please look again and retry.",
            detail=str(missing),
        )


def _is_ours(request: web.Request) -> bool:
    """True when the request names this machine and, if it changes anything, is from our page."""
    try:
        named = urlsplit(f"//{request.host}")
        named_port = named.port or 80
    except ValueError:
        return False
    local = request.transport.get_extra_info("sockname") if request.transport else None
    if named.hostname not in HOSTS or request.remote not in HOSTS:
        return False
    if local is None or named_port != local[1]:
        return False
    if request.method in ("GET", "HEAD"):
        return True
    return request.headers.get("Origin") == f"http://{request.host}"


async def body_of(request: web.Request) -> dict[str, Any]:
    """Return the JSON object that was sent. Raises: Unreadable."""
    if request.content_type != "application/json":
        raise Unreadable("Content-Type")
    try:
        body = await request.json()
    except ValueError as wrong:
        raise Unreadable("JSON") from wrong
    if not isinstance(body, dict):
        raise Unreadable("JSON")
    return body


def problem(status: int, code: str, ja: str, en: str, detail: str = "") -> web.Response:
    """Return an answer that says in both languages what could not be done."""
    body = {"error": code, "message": ja, "message_en": en, "detail": detail}
    return web.json_response(body, status=status)
