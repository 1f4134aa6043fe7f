"""Check what you plan to say against what your sources say."""

from importlib import import_module

# Where each public name lives: it is imported when it is first asked for, so that a command pays
# only for what it uses.
_HOMES = {
    "open_kit": "prepkit.kit",
    "find_quantities": "prepkit.quantities",
    "find_changes": "prepkit.quantities",
    "find_measurements": "prepkit.quantities",
    "read_html": "prepkit.documents",
    "read_pdf": "prepkit.documents",
    "read_text": "prepkit.documents",
    "check_claim": "prepkit.factcheck",
    "plot_series": "prepkit.plots",
    "plot_shares": "prepkit.plots",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'prepkit' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(_HOMES)
