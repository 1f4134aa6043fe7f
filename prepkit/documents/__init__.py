"""Bytes → documents: sections, sentences and tables, each knowing where it stands."""

from prepkit.documents.document import Document, Locator, Section, Sentence, Table
from prepkit.documents.markdown import Block, Comment, Markdown, read_markdown
from prepkit.documents.readers import read_document, read_html, read_pdf
from prepkit.documents.sentences import split_sentences
from prepkit.documents.text import read_text

__all__ = [
    "Block",
    "Comment",
    "Document",
    "Locator",
    "Markdown",
    "Section",
    "Sentence",
    "Table",
    "read_document",
    "read_html",
    "read_markdown",
    "read_pdf",
    "read_text",
    "split_sentences",
]
