"""Passages ⇄ JSON: a short list for each record, dates and decimals exact.

The lists follow the order of the records' fields; the index is made anew when code changes, so no
list ever outlives the order that it was written in.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from typing import Any

from prepkit.corpus.passages import Origin, Passage, Stretch
from prepkit.documents import Locator
from prepkit.quantities import Change, Measurement, Period, Quantity


def dump_origin(origin: Origin) -> str:
    """Return an origin as JSON."""
    return json.dumps(asdict(origin), ensure_ascii=False)


def load_origin(record: str) -> Origin:
    """Return the origin that `dump_origin` wrote."""
    return Origin(**json.loads(record))


def dump_passage(passage: Passage) -> str:
    """Return a passage as JSON, without its origin."""
    kept = (getattr(passage, f.name) for f in fields(Passage) if f.name != "origin")
    return json.dumps([_plain(value) for value in kept], ensure_ascii=False)


def load_passage(record: str, origin: Origin) -> Passage:
    """Return the passage that `dump_passage` wrote."""
    (
        text, locator, headings, quoted, second_hand, before, measurements, stretch, title,
        joined,
    ) = json.loads(record)  # fmt: skip
    return Passage(
        text,
        origin,
        Locator(*locator),
        tuple(headings),
        quoted,
        second_hand,
        before,
        tuple([_measurement(*plain) for plain in measurements]),
        Stretch(*stretch) if stretch else None,
        title,
        joined,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return [_plain(getattr(value, name)) for name in value.__dataclass_fields__]
    return value


def _measurement(
    quantity: list[Any],
    entity: str | None,
    kind: str | None,
    qualifiers: list[str],
    as_of: list[Any] | None,
    negated: bool,
    hedged: bool,
    change: list[Any] | None,
) -> Measurement:
    return Measurement(
        _quantity(*quantity),
        entity,
        kind,
        tuple(qualifiers),
        _period(*as_of) if as_of else None,
        negated,
        hedged,
        _change(*change) if change else None,
    )


def _quantity(
    value: Any, unit: Any, comparator: str, change: Any, tolerance: str, *rest: Any
) -> Quantity:
    if isinstance(value, list):
        low, high = value
        exact: Any = (low and Decimal(low), high and Decimal(high))
    else:
        exact = Decimal(value)
    return Quantity(exact, unit, comparator, change, Decimal(tolerance), *rest)


def _period(first: str, last: str, *rest: Any) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last), *rest)


def _change(before: Any, after: Any, delta: Any, *rest: Any) -> Change:
    def end(plain: list[Any] | None) -> Quantity | None:
        return _quantity(*plain) if plain else None

    return Change(end(before), end(after), end(delta), *rest)
