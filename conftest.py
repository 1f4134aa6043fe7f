"""The kernels that `make test` compares with the committed outputs work as those that made them."""

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item):
    """Give the kernel of a notebook, which its first cell starts, the environment of the runner."""
    if item.path.suffix != ".ipynb":
        return (yield)
    with pytest.MonkeyPatch.context() as patch:
        # Committed outputs rest on readings, whatever copies of the sources are at hand.
        patch.setenv("PREPKIT_EVIDENCE", "readings")
        # A chart is shown in a notebook only by the kernel's own backend.
        patch.delenv("MPLBACKEND", raising=False)
        return (yield)
