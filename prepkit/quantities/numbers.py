"""Text to numbers, in digits and in words, with the step of their last written digit."""

import re
from collections.abc import Iterable, Iterator

from prepkit.quantities.digits import (
    GLYPHS,
    LONGEST,
    Number,
    read_digits,
    read_glyph,
    read_list,
)
from prepkit.quantities.words import FIRST_WORDS, read_share, read_words

Span = tuple[int, int]

# So many numbers in a row, a few characters apart, are data, not prose: no sentence tells of them.
DUMP, DUMP_GAP = 120, 12


def _word_pattern(words: Iterable[str]) -> str:
    """Return a pattern for whole words that starts with a set of letters, where `re` is quick."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(word[1:])
    letters = "".join(by_letter)
    branches = "|".join(
        f"(?<=[{letter}{letter.upper()}])(?:{'|'.join(rests)})"
        for letter, rests in by_letter.items()
    )
    return rf"[{letters}{letters.upper()}](?<![^\W_].)(?i:{branches})(?![^\W_])"


_RUN = re.compile(rf"[0-9]+(?:[.,][0-9]+)*|[{''.join(GLYPHS)}]")
_FIRST_WORD = re.compile(_word_pattern(FIRST_WORDS))


def _candidates(text: str) -> list[Span]:
    """Return the spans at which a number may start, without those in long dumps of numbers."""
    spans = [found.span() for found in _RUN.finditer(text)]
    words = [found.span() for found in _FIRST_WORD.finditer(text)]
    if words:
        spans = sorted(spans + words)
    return spans if len(spans) < DUMP else _without_dumps(spans)


def _without_dumps(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    run: list[Span] = []
    for span in spans:
        if run and span[0] - run[-1][1] > DUMP_GAP:
            kept += run if len(run) < DUMP else []
            run = []
        run.append(span)
    return kept + (run if len(run) < DUMP else [])


def scan_numbers(text: str) -> Iterator[Number]:
    """Yield every number of `text` in order, unsigned, those of names and dates among them."""
    done = 0
    for start, end in _candidates(text):
        if start < done:
            continue
        if text[start] in GLYPHS:
            number: Number | None = read_glyph(text, start)
        elif text[start].isdigit():
            number = read_digits(text, start, end)
            if number is None and end - start <= LONGEST:
                yield from read_list(start, text[start:end])
                done = end
        else:
            number = read_words(text, start, end)
        if number is not None:
            number = read_share(text, number)
            done = number.end
            yield number
