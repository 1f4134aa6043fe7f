"""Dated, verified copies of the sources: fetched from their sites, or saved by a person."""

from importlib import import_module
from typing import TYPE_CHECKING

from prepkit.snapshots.store import Snapshot, Store

if TYPE_CHECKING:
    from prepkit.snapshots.crawl import Fetched, fetch_sources

__all__ = ["Fetched", "Snapshot", "Store", "fetch_sources"]


def __getattr__(name: str) -> object:
    """Import what needs an HTTP library when it is asked for: reading a copy does without."""
    if name not in __all__:
        raise AttributeError(f"module 'prepkit.snapshots' has no attribute {name!r}")
    return getattr(import_module("prepkit.snapshots.crawl"), name)
