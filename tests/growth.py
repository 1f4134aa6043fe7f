"""What work costs: how the time of a reading grows with the text, how many calls it makes.

No machine's speed is in it: a limit in seconds fails on a slow machine, and passes what is
quadratic on a fast one.
"""

import gc
import sys
import time
from collections.abc import Callable

WORTH_MEASURING = 0.05  # seconds; below it the clock and the machine say more than the reading


def takes_time_in_step(read: Callable[[str], object], unit: str, times: int) -> bool:
    """Whether four times the text takes about four times the time; quadratic is sixteen times."""

    def quickest(count: int) -> float:
        return min(_seconds(read, unit * count) for _ in range(3))  # others' work only adds

    read(unit)  # imports
    quarter = max(quickest(times // 4), WORTH_MEASURING)
    return quickest(times) < 4 * 2.5 * quarter


def _seconds(read: Callable[[str], object], text: str) -> float:
    """How long a reading takes, without the collector: it goes through what other tests left."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        read(text)
        return time.process_time() - start
    finally:
        gc.enable()


def calls_made(work: Callable[[], object]) -> int:
    """How many functions are called for some work, Python's own and C's: the same everywhere."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
