"""The schema's history. Alembic runs only in `kyoten migrate`; the daemon compares one string."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from bot.errors import SetupError
from storage.engine import make_engine

if TYPE_CHECKING:
    from alembic.config import Config

HEAD: Final = "0004"
HERE: Final = Path(__file__).parent


def check_schema(url: str) -> None:
    """Pass when the database has the schema of this release. Raises: SetupError otherwise."""
    found = schema_version(url)
    if found is None:
        raise SetupError("KYOTEN_DATABASE_URL: the database is empty: run kyoten migrate")
    if found != HEAD:
        raise SetupError(
            f"KYOTEN_DATABASE_URL: the schema is {found}, this release needs {HEAD}: "
            "stop every process, make a copy, run kyoten migrate"
        )


def schema_version(url: str) -> str | None:
    """Return the schema's revision, or None for an empty database. Raises: SetupError."""
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return str(found) if found else None
    except DBAPIError as fault:
        raise SetupError(
            "KYOTEN_DATABASE_URL: the database cannot be opened: check that it names a database, "
            "and that its folder exists or its server runs"
        ) from fault
    finally:
        engine.dispose()


def upgrade(url: str) -> None:
    """Bring the database to the schema of this release."""
    from alembic import command  # heavy; only this command needs it

    command.upgrade(configuration(url), "head")


def configuration(url: str) -> Config:
    """Return Alembic's configuration for a database."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["url"] = url
    return config
