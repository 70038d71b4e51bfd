"""Alembic's entry: one connection, one transaction, the tables of `storage/tables.py`."""

from alembic import context
from sqlmodel import SQLModel

from storage import tables  # noqa: F401 - registers the tables
from storage.engine import make_engine

engine = make_engine(context.config.attributes["url"])
with engine.connect() as connection:
    sqlite = engine.dialect.name == "sqlite"
    if sqlite:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # its driver would commit each statement
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=sqlite,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
engine.dispose()
