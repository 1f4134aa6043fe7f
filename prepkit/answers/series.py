"""Counts over time, read off the columns of a source's tables."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from prepkit.documents import Document
from prepkit.quantities import Measurement
from prepkit.quantities.tables import measure_table

if TYPE_CHECKING:
    import pandas


def find_series(document: Document, words: str) -> pandas.Series:
    """Return the counts, by quarter, of the first column whose head has all of `words`.

    A quarter that the table has not is not in it; where no column fits, none is.
    """
    import pandas

    wanted = words.casefold().split()
    for table in document.tables:
        head = [f"{table.caption or ''} {name}".casefold() for name in table.header]
        chosen = next((n for n, name in enumerate(head) if all(w in name for w in wanted)), None)
        if chosen is None:
            continue
        cells = measure_table(table.caption, table.header, table.rows, document.title)
        counts = dict(_count(m) for _, column, m in cells if column == chosen and _is_count(m))
        quarters = pandas.PeriodIndex(list(counts), freq="Q", name="quarter")
        return pandas.Series(list(counts.values()), index=quarters, name=table.header[chosen])
    return pandas.Series([], index=pandas.PeriodIndex([], freq="Q"), dtype=float, name=words)


def _is_count(measurement: Measurement) -> bool:
    return measurement.as_of is not None and isinstance(measurement.quantity.value, Decimal)


def _count(measurement: Measurement) -> tuple[str, float]:
    assert measurement.as_of is not None
    assert isinstance(measurement.quantity.value, Decimal)
    return measurement.as_of.last.isoformat(), float(measurement.quantity.value)
