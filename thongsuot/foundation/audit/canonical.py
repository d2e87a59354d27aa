"""One spelling for every set of facts, so that its digest can be made again by anybody, in any language."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import singledispatch
from typing import Any
from uuid import UUID

# What survives a round trip through the database's JSON unchanged. Recursive in truth; Any keeps the type readable.
Plain = None | bool | int | str | list[Any] | dict[str, Any]


@singledispatch
def plain(value: object) -> Plain:
    """Return a value as plain JSON: days, instants, decimals and UUIDs become text, tuples lists.

    Floats, sets and anything else are a defect (TypeError): the database would hand a float back in another spelling,
    and the digest of untouched facts would differ.
    """
    msg = f"The audit log cannot keep a {type(value).__name__}; give text, whole numbers, lists or dictionaries."
    raise TypeError(msg)


@plain.register
def _(value: None) -> Plain:
    return value


@plain.register
def _(value: bool) -> Plain:
    return value


@plain.register
def _(value: int) -> Plain:
    return int(value)


@plain.register
def _(value: str) -> Plain:
    if "\x00" in value:
        msg = "The database cannot keep text with a NUL character."
        raise ValueError(msg)
    return str(value)


@plain.register
def _(value: datetime) -> Plain:
    return instant_text(value)


@plain.register(date)
@plain.register(Decimal)
@plain.register(UUID)
def _(value: object) -> Plain:
    return str(value)


@plain.register(list)
@plain.register(tuple)
def _(value: list[object] | tuple[object, ...]) -> Plain:
    return [plain(item) for item in value]


@plain.register(Mapping)
def _(value: Mapping[object, object]) -> Plain:
    return {_key(key): plain(item) for key, item in value.items()}


def canonical_json(value: object) -> bytes:
    """Return plain JSON in its one spelling: keys sorted by code point, no white space, UTF-8.

    It refuses nothing that a JSON column can hold: what somebody slipped into the log must get a (wrong) digest, not
    stop the verification.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def instant_text(instant: datetime) -> str:
    """Return an instant in UTC with six decimals of a second: 2021-04-01T01:30:00.000000+00:00. Naive is a defect."""
    if instant.tzinfo is None:
        msg = "An instant without a time zone cannot be recorded."
        raise ValueError(msg)
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def _key(key: object) -> str:
    if not isinstance(key, str):
        msg = f"A key of recorded facts is text, not {type(key).__name__}."
        raise TypeError(msg)
    return str(plain(key))
