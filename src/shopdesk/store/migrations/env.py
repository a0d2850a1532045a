"""Alembic's entry: the caller has opened the connection and the transaction already."""

from alembic import context

from shopdesk.models import Base
from shopdesk.store.triggers import statements

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=False)
context.run_migrations()
# Triggers follow the tables: they are made anew after every migration.
for statement in statements():
    connection.exec_driver_sql(statement)
