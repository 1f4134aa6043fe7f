"""What bytes are, by their beginning; a declared type only decides between kinds of text."""

import codecs
import html
import re

_HEAD = 4096  # bytes that are looked at

# "<!DOCTYPE html>", "<?xml …?><html", "<!-- saved from … --><html>"; not "<rss", nor "<p" and
# "<div", with which a Markdown file may begin.
_HTML = re.compile(
    rb"(?:\s|<\?xml[^>]*>|<!--(?:(?!-->).)*-->)*+"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
# Bytes that stand in no text, whatever its charset; not tab, line feed, form feed, escape.
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# "text/markdown", "application/json", "application/atom+xml"; not "application/zip".
_TEXTUAL = re.compile(r"text/[\w.+-]+|application/(?:[\w.-]+\+)?(?:json|xml)")


def media_type(body: bytes, declared: str = "", name: str = "") -> str | None:
    """Return the media type of `body` without parameters; None if it is neither PDF nor text.

    >>> media_type(b"%PDF-1.7 ...", declared="text/html")
    'application/pdf'
    """
    head = body[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if _HTML.match(_in_utf8(head)):
        return "text/html"
    if _BINARY.search(head) and not head.startswith(_UTF16):
        return None
    said = declared.partition(";")[0].strip().lower()
    if name.lower().endswith((".md", ".markdown")):
        return "text/markdown"
    if said == "application/xhtml+xml" or name.lower().endswith((".html", ".htm")):
        return "text/html"
    return said if _TEXTUAL.fullmatch(said) else "text/plain"


def charset(declared: str) -> str | None:
    """Return the charset that a Content-Type names, if Python knows it.

    >>> charset('text/html; charset="Windows-1252"'), charset("text/html; charset=klingon")
    ('cp1252', None)
    """
    found = re.search(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", declared, re.IGNORECASE)
    if not found:
        return None
    try:
        "a".encode(found[1])  # refuses rot13 and zip, which are codecs but no charsets
        return codecs.lookup(found[1]).name
    except (LookupError, UnicodeError):
        return None


# Titles of pages that stand in the place of what was asked for. Whole titles only:
# not "Access denied: a history of permission systems".
_REFUSAL = re.compile(
    r"""(?: access\ denied | access\ to\ this\ page\ has\ been\ denied
    | (?:error\ )?403(?:\ [-–:]\ |\ )?(?:forbidden|access\ denied)? | forbidden
    | just\ a\ moment | attention\ required!\ \|\ cloudflare | ddos-guard
    | you\ have\ been\ blocked | request\ (?:blocked|rejected|denied) | pardon\ our\ interruption
    | (?:robot|security|browser)\ (?:check|verification) | (?:re)?captcha | human\ verification
    | are\ you\ a\ (?:human|robot) | verify(?:ing)?\ (?:that\ )?you\ are\ (?:a\ )?human
    | sec\.gov\ \|\ (?:request\ rate\ threshold\ exceeded|your\ request\ originates.*)
    ) [.!?…]*""",
    re.IGNORECASE | re.VERBOSE,
)


def refusal(body: bytes) -> str | None:
    """Return the title of a web page that refuses programs or a reader; None for any other page.

    >>> refusal(b"<html><title>Just a moment...</title>")
    'Just a moment...'
    """
    found = re.search(rb"<title[^<>]{0,200}>([^<]{0,200})</title", _in_utf8(body[:65536]), re.I)
    title = " ".join(html.unescape(found[1].decode("utf-8", "replace")).split()) if found else ""
    return title if _REFUSAL.fullmatch(title) else None


def _in_utf8(head: bytes) -> bytes:
    """Return `head` without its byte order mark, UTF-16 made UTF-8."""
    if head.startswith(_UTF16):
        return head.decode("utf-16", "ignore").encode()
    return head.removeprefix(codecs.BOM_UTF8)
