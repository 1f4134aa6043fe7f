"""Every sentence and table row of the sources, with what it measures, in one searchable file."""

from prepkit.corpus.index import Corpus
from prepkit.corpus.passages import WORD, Origin, Passage, Stretch, passages_of

__all__ = ["WORD", "Corpus", "Origin", "Passage", "Stretch", "passages_of"]
