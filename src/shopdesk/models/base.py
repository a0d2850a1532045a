"""What every table shares: portable column types and names of constraints.

Instants are whole seconds since 1970 in UTC, money is whole minor units (scale 2).
"""

from sqlalchemy import BigInteger, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Key = BigInteger().with_variant(Integer, "sqlite")
"""A row number: SQLite numbers rows by itself only where the type reads INTEGER."""

Instant = BigInteger().with_variant(Integer, "sqlite")
Money = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """The one registry of tables.

    A table is journalled (every change kept with its before-image) unless its
    ``info`` says ``{"journalled": False}``.
    """

    metadata = MetaData(naming_convention=NAMES)
