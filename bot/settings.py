"""Where the bot runs: every environment variable, typed, read once, frozen.

How a city works is its profile, never a setting.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import urlparse

from dotenv import load_dotenv
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import SetupError
from bot.vocabulary import Lang

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})

REMEDIES: Final = {
    "SLACK_BOT_TOKEN": "set the Bot User OAuth Token of your Slack app; it begins with xoxb-",
    "SLACK_APP_TOKEN": "set an app-level token with connections:write; it begins with xapp-",
    "SLACK_SIGNING_SECRET": "set the Signing Secret of your Slack app, or leave it out",
    "SLACK_API_URL": "use https://…/api/, or http:// for this machine only; leave it out for Slack",
    "KYOTEN_DATABASE_URL": "use sqlite:///kyoten.sqlite3 or postgresql://user@host/name",
    "KYOTEN_KEY_FILE": "name the key file, outside the data folder; kyoten init makes one",
    "KYOTEN_HTTP_PORT": "use a port from 0 to 65535; 0 takes any free one",
    "KYOTEN_HTTP_BIND": "use an IP address to listen on, such as 127.0.0.1",
    "KYOTEN_LANG": "use ja or en",
}


class Settings(BaseSettings):
    """Every setting, by its environment variable in lower case. Secrets do not print."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    slack_bot_token: SecretStr
    slack_app_token: SecretStr
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    kyoten_database_url: str = "sqlite:///kyoten.sqlite3"
    kyoten_key_file: Path = Path.home() / ".config" / "kyoten" / "keys.json"
    kyoten_http_port: Annotated[int, Field(ge=0, le=65535), NoDecode] = 8766
    kyoten_http_bind: str = "127.0.0.1"
    kyoten_lang: Lang = Lang.JA

    @field_validator("slack_bot_token")
    @classmethod
    def _bot_token(cls, value: SecretStr) -> SecretStr:
        return _begins(value, "xoxb-")

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, value: SecretStr) -> SecretStr:
        return _begins(value, "xapp-")

    @field_validator("slack_api_url")
    @classmethod
    def _api_url(cls, value: str) -> str:
        """Plain http only to this machine; a missing slash at the end is added."""
        parsed = urlparse(value)
        local = parsed.scheme == "http" and parsed.hostname in LOOPBACK
        if not parsed.hostname or not (parsed.scheme == "https" or local):
            raise ValueError("not an address a token may be sent to")
        return value if value.endswith("/") else f"{value}/"

    @field_validator("kyoten_database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        try:
            backend = make_url(value).get_backend_name()
        except ArgumentError as unreadable:
            raise ValueError("not a database URL") from unreadable
        if backend not in {"sqlite", "postgresql"}:
            raise ValueError("not a known database")
        return value


def _begins(value: SecretStr, prefix: str) -> SecretStr:
    if not value.get_secret_value().startswith(prefix):
        raise ValueError(f"does not begin with {prefix}")
    return value


def read_settings(**given: Any) -> Settings:
    """Return the settings of `.env` and the environment, the environment going first.

    Raises: SetupError naming every mistake at once, each with its remedy; values never appear.
    """
    load_dotenv(Path.cwd() / ".env")
    try:
        return Settings(**given)
    except ValidationError as invalid:
        names = dict.fromkeys(str(each["loc"][0]).upper() for each in invalid.errors())
        missing = {
            str(each["loc"][0]).upper() for each in invalid.errors() if each["type"] == "missing"
        }
        raise SetupError(
            *(
                f"{name}: {'missing' if name in missing else 'not usable'}: {REMEDIES[name]}"
                for name in names
            )
        ) from None
