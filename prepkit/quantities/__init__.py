"""Text to quantities, changes and dates, and what each figure is of."""

from prepkit.quantities.dates import Period, find_dates
from prepkit.quantities.measurements import Measurement, find_measurements
from prepkit.quantities.quantities import Change, Quantity, find_changes, find_quantities
from prepkit.quantities.units import convert, dimension

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
]
