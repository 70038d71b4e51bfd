"""`kyoten manifest`: the Slack app to be pasted where Slack makes apps."""

from __future__ import annotations

from collections.abc import Iterator
from json import dumps
from typing import Annotated
from urllib.parse import urlparse

import typer

from bot.cities import PROFILES
from bot.errors import SetupError
from bot.manifest import NAME_LIMIT
from bot.manifest import manifest as manifest_of
from bot.slack_app import EVENTS_PATH
from bot.vocabulary import Lang
from bot.words import words_in

WHERE = (
    "paste it at https://api.slack.com/apps (Create New App, From a manifest, JSON); "
    "docs/connect.md says how to go on"
)


def manifest(
    http: Annotated[
        bool, typer.Option("--http", help="For kyoten run --http; needs --url.")
    ] = False,
    url: Annotated[
        str, typer.Option(help="Where Slack reaches this machine: https://kyoten.example.")
    ] = "",
    lang: Annotated[Lang, typer.Option(help="Of the texts in Slack's own lists.")] = Lang.JA,
    name: Annotated[str, typer.Option(help="Another name for the app and its bot.")] = "",
) -> None:
    """Print the manifest from which Slack makes your app, by Socket Mode unless told otherwise."""
    mistakes = tuple(_mistakes(http=http, url=url, name=name.strip()))
    if mistakes:
        raise SetupError(*mistakes)
    words = words_in(lang, next(iter(PROFILES.values())).ui_terms)
    app = manifest_of(words, name=name.strip(), address=_address(url))
    typer.echo(dumps(app, ensure_ascii=False, indent=2))
    typer.echo(WHERE, err=True)


def _mistakes(*, http: bool, url: str, name: str) -> Iterator[str]:
    """Yield one line a mistake, its remedy with it."""
    if len(name) > NAME_LIMIT or not name.isprintable():
        yield f"--name: Slack takes one line of {NAME_LIMIT} characters at most"
    if http and not url:
        yield "--http: add --url with the https:// address under which Slack reaches this machine"
    if url and not http:
        yield "--url: add --http, or leave it out: Socket Mode needs no address"
    elif url and not _usable(url):
        yield "--url: use https://, a host and perhaps a path, nothing after it"


def _usable(url: str) -> bool:
    """True for an address that Slack can post to, with our path behind it."""
    try:
        parsed = urlparse(url)
        host, _ = parsed.hostname, parsed.port
    except ValueError:
        return False
    more = parsed.query or parsed.fragment or "@" in parsed.netloc or not url.isprintable()
    return parsed.scheme == "https" and bool(host) and not more and " " not in url


def _address(url: str) -> str:
    """Return the address without what is added to it anyway."""
    return url.rstrip("/").removesuffix(EVENTS_PATH)
