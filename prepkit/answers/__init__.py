"""Answers: key figures picked from the sources, and drafts that hold only what may be said."""

from prepkit.answers.drafts import Answer, Footnote, Problem, draft_answer, spoken_seconds
from prepkit.answers.key_figures import (
    KeyFigure,
    find_key_figure,
    key_figure_table,
    read_key_figures,
    record_key_figures,
)
from prepkit.answers.series import find_series

__all__ = [
    "Answer",
    "Footnote",
    "KeyFigure",
    "Problem",
    "draft_answer",
    "find_key_figure",
    "find_series",
    "key_figure_table",
    "read_key_figures",
    "record_key_figures",
    "spoken_seconds",
]
