"""The inside of a Markdown block → its plain letters, each with its place in the file."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Letters = list[tuple[str, int]]  # each letter, and its offset in the file

# A bare address: "https://a.example/b?c=1", "www.a.example"; not the full stop after it.
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>|\x00-\x1f]*[^\s<>|\x00-\x1f.,;:!?'\")\]”’*_]")
# Comments, scripts and tags of raw HTML; not "a < b", and not "<5%". An unclosed comment or script
# runs to the end, as in a browser; a tag ends at the next "<", which keeps the search linear.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?[a-zA-Z!?][^<>]*>", re.DOTALL | re.I
)
_SPACE = " \t\n\r\f\v"


@lru_cache(maxsize=1)
def markdown_parser() -> MarkdownIt:
    """Return the parser: CommonMark with tables, its inline tokens marked with their spans."""
    from markdown_it import MarkdownIt, rules_inline  # here: 40 ms that not every command needs

    # Twenty lists, one in another; the bound also keeps "[[[[[[" linear.
    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])
    # People indent their notes as they like: four spaces make no code. Joined text loses its spans.
    parser.disable(["code", "text_join"])
    spanned = {
        "newline": rules_inline.newline,
        "escape": rules_inline.escape,
        "backticks": rules_inline.backtick,
        "link": rules_inline.link,
        "image": rules_inline.image,
        "autolink": rules_inline.autolink,
        "html_inline": rules_inline.html_inline,
        "entity": rules_inline.entity,
    }
    for name, rule in spanned.items():
        parser.inline.ruler.at(name, _with_spans(rule))
    return parser


def _with_spans(rule: Any) -> Any:
    """Return the parser's `rule`, noting on each token it makes which stretch it was made from."""

    def spanning(state: Any, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            for token in state.tokens[known:]:
                token.meta.setdefault("span", (start, state.pos))
        return found

    return spanning


def plain_inline(token: Token, offsets: list[int]) -> Letters:
    """Return the letters of an inline token that a reader sees; `offsets` places its content."""
    letters: Letters = []
    raw, at, in_address = token.content, 0, False
    for child in token.children or ():
        start, end = child.meta.get("span", (at, at))
        match child.type:
            case "link_open":
                in_address = child.markup == "autolink"
                at = start + 1
            case "link_close":
                in_address = False
                at = end
            case _ if in_address:
                continue
            case "text":
                if not raw.startswith(child.content, at):
                    at = max(raw.find(child.content, at), at)
                shown = zip(child.content, offsets[at : at + len(child.content)], strict=False)
                letters += shown
                at += len(child.content)
            case "text_special":
                letters += [(letter, offsets[start]) for letter in child.content]
                at = end
            case "softbreak" | "hardbreak" | "code_inline" | "image":
                letters.append((" ", offsets[start]))
                at = end
            case "html_inline":
                if child.content.lower().startswith("<br"):
                    letters.append((" ", offsets[start]))
                at = end
            case _:
                at += len(child.markup)  # of emphasis, whose letters stand where it stands
    return letters


def plain_html(content: str, offsets: list[int]) -> Letters:
    """Return the letters of a block of raw HTML without its comments, scripts and tags."""
    letters: Letters = []
    at = 0
    for tag in _TAG.finditer(content):
        letters += zip(content[at : tag.start()], offsets[at : tag.start()], strict=True)
        letters.append((" ", offsets[tag.start()]))
        at = tag.end()
    return letters + list(zip(content[at:], offsets[at:], strict=True))


def comments_in(token: Token, offsets: list[int]) -> list[tuple[str, int]]:
    """Return the comments of an inline token or a block of HTML, each with its offset."""
    if token.type == "html_block":
        found = [(tag[0], tag.start()) for tag in _TAG.finditer(token.content)]
    else:
        found = [
            (child.content, child.meta["span"][0])
            for child in token.children or ()
            if child.type == "html_inline"
        ]
    return [(text, offsets[start]) for text, start in found if text.startswith("<!--")]


def tidy(letters: Letters) -> tuple[str, tuple[int, ...]]:
    """Return the text without bare addresses and with single spaces, and its offsets."""
    text = "".join(letter for letter, _ in letters)
    hidden = bytearray(len(text))
    for address in _ADDRESS.finditer(text):
        hidden[address.start() : address.end()] = b"\x01" * len(address[0])
    kept: Letters = []
    for (letter, offset), gone in zip(letters, hidden, strict=True):
        if gone:
            continue
        if letter not in _SPACE:
            kept.append((letter, offset))
        elif kept and kept[-1][0] != " ":
            kept.append((" ", offset))
    if kept and kept[-1][0] == " ":
        kept.pop()
    return "".join(letter for letter, _ in kept), tuple(offset for _, offset in kept)
