"""Where the bot runs: every environment variable, typed, read once, frozen.

How a city works is its profile, never a setting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Final, TypeVar
from urllib.parse import urlparse

from dotenv import load_dotenv
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import SetupError
from bot.vocabulary import Lang

DRIVERS: Final = frozenset({"sqlite", "postgresql", "postgresql+psycopg"})
ADDRESS: Final = re.compile(r"[^\s@,<>\"]+@[^\s@,<>\"]+")
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})

REMEDIES: Final = {
    "SLACK_BOT_TOKEN": "set it in .env (docs/connect.md): your Slack app's Bot User OAuth "
    "Token, which begins with xoxb-",
    "SLACK_APP_TOKEN": "set it in .env (docs/connect.md): an app-level token with "
    "connections:write, which begins with xapp-",
    "SLACK_SIGNING_SECRET": "set the Signing Secret of your Slack app (Basic Information); only "
    "run --http needs it",
    "SLACK_API_URL": "use https://…/api/, or http:// for this machine only; leave it out for Slack",
    "KYOTEN_DATABASE_URL": "use sqlite:///kyoten.sqlite3 or postgresql://user@host/name",
    "KYOTEN_KEY_FILE": "name the key file, outside the data folder; kyoten init makes one",
    "KYOTEN_HTTP_PORT": "use a port from 0 to 65535; 0 takes any free one",
    "KYOTEN_HTTP_BIND": "use an IP address to listen on, such as 127.0.0.1",
    "KYOTEN_LANG": "use ja or en",
    "KYOTEN_HEARTBEAT_URL": "use https://…, or http:// for this machine only, or leave it out",
    "KYOTEN_SMTP_URL": "use smtps://user:password@host:465 or smtp://…:587, or leave it out",
    "KYOTEN_ALARM_MAIL": "use e-mail addresses with commas between them, or leave it out",
}


class Storage(BaseSettings):
    """Where the data and its key are: all that init and migrate need."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    kyoten_database_url: str = "sqlite:///kyoten.sqlite3"
    kyoten_key_file: Path = Path.home() / ".config" / "kyoten" / "keys.json"

    @field_validator("kyoten_key_file")
    @classmethod
    def _home(cls, value: Path) -> Path:
        return value.expanduser()

    @field_validator("kyoten_database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        try:
            backend = make_url(value).get_backend_name()
        except ArgumentError as unreadable:
            raise ValueError("not a database URL") from unreadable
        if backend not in {"sqlite", "postgresql"}:
            raise ValueError("not a known database")
        if make_url(value).drivername not in DRIVERS:
            raise ValueError("not a driver of ours")
        return value


class Connection(Storage):
    """What every way to run needs. Secrets do not print."""

    slack_bot_token: SecretStr
    slack_api_url: str = "https://slack.com/api/"
    kyoten_http_port: Annotated[int, Field(ge=0, le=65535)] = 8766
    kyoten_http_bind: str = "127.0.0.1"
    kyoten_lang: Lang = Lang.JA
    kyoten_heartbeat_url: SecretStr = SecretStr("")
    kyoten_smtp_url: SecretStr = SecretStr("")
    kyoten_alarm_mail: str = ""

    @property
    def alarm_mail(self) -> tuple[str, ...]:
        """Who is written to when Slack delivers nothing."""
        return tuple(each.strip() for each in self.kyoten_alarm_mail.split(",") if each.strip())

    @field_validator("kyoten_heartbeat_url")
    @classmethod
    def _heartbeat(cls, value: SecretStr) -> SecretStr:
        url = value.get_secret_value()
        if url and not _safe(url):
            raise ValueError("not an address a secret may be sent to")
        return value

    @field_validator("kyoten_smtp_url")
    @classmethod
    def _smtp(cls, value: SecretStr) -> SecretStr:
        url = urlparse(value.get_secret_value())
        known = url.scheme in {"smtp", "smtps"} and url.hostname and url.port != 0
        if url.geturl() and not known:
            raise ValueError("not a mail server")
        return value

    @field_validator("kyoten_alarm_mail")
    @classmethod
    def _addresses(cls, value: str) -> str:
        """Plain addresses: nothing that could begin another line of a letter's head."""
        if any(not ADDRESS.fullmatch(each.strip()) for each in value.split(",") if each.strip()):
            raise ValueError("not an address")
        return value

    @field_validator("slack_bot_token")
    @classmethod
    def _bot_token(cls, value: SecretStr) -> SecretStr:
        return _begins(value, "xoxb-")

    @field_validator("kyoten_http_bind")
    @classmethod
    def _bind(cls, value: str) -> str:
        """An IP address, or localhost."""
        return value if value == "localhost" else str(ip_address(value))

    @field_validator("slack_api_url")
    @classmethod
    def _api_url(cls, value: str) -> str:
        """Plain http only to this machine; a missing slash at the end is added."""
        if not _safe(value):
            raise ValueError("not an address a token may be sent to")
        return value if value.endswith("/") else f"{value}/"


class Settings(Connection):
    """How the bot runs over Socket Mode, by environment variable in lower case."""

    slack_app_token: SecretStr
    slack_signing_secret: SecretStr | None = None

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, value: SecretStr) -> SecretStr:
        return _begins(value, "xapp-")


class HttpSettings(Connection):
    """How the bot runs where Slack posts to it: the secret that signs, and no app-level token."""

    slack_signing_secret: SecretStr


def _safe(url: str) -> bool:
    """True for https, and for plain http to this machine alone."""
    parsed = urlparse(url)
    local = parsed.scheme == "http" and parsed.hostname in LOOPBACK
    return bool(parsed.hostname) and (parsed.scheme == "https" or local)


def _begins(value: SecretStr, prefix: str) -> SecretStr:
    if not value.get_secret_value().startswith(prefix):
        raise ValueError(f"does not begin with {prefix}")
    return value


S = TypeVar("S", bound=Storage)


def read_settings(kind: type[S]) -> S:
    """Return the settings of the environment, and of `.env` where the environment is silent.

    Raises: SetupError naming every mistake at once, each with its remedy; values never appear.
    """
    load_dotenv(Path.cwd() / ".env")
    try:
        return kind()
    except ValidationError as invalid:
        raise SetupError(*_mistakes(invalid)) from None


def _mistakes(invalid: ValidationError) -> Iterator[str]:
    """Yield one line a mistake, its remedy with it."""
    for error in invalid.errors():
        name = str(error["loc"][0]).upper()
        what = "missing" if error["type"] == "missing" else "not usable"
        yield f"{name}: {what}: {REMEDIES[name]}"
