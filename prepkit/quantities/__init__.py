"""Text to quantities, changes and dates, and what each figure is of."""

from importlib import import_module
from typing import TYPE_CHECKING

from prepkit.quantities.changes import Change
from prepkit.quantities.dates import Period, find_dates
from prepkit.quantities.figures import Quantity
from prepkit.quantities.quantities import find_changes, find_quantities, read_quantities
from prepkit.quantities.units import convert, dimension

if TYPE_CHECKING:
    from prepkit.quantities.measurements import Measurement, find_measurements
    from prepkit.quantities.tables import measure_table

# Measurements cost as much to import again as figures do: they are imported when asked for.
_LATER = {
    "Measurement": "prepkit.quantities.measurements",
    "find_measurements": "prepkit.quantities.measurements",
    "measure_table": "prepkit.quantities.tables",
}

__all__ = [
    "Change",
    "Measurement",
    "Period",
    "Quantity",
    "convert",
    "dimension",
    "find_changes",
    "find_dates",
    "find_measurements",
    "find_quantities",
    "measure_table",
    "read_quantities",
]


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module 'prepkit.quantities' has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
