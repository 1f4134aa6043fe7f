"""What stands tight around a number: its sign, its currency, its magnitude letter."""

import re
from decimal import Decimal

from prepkit.quantities.digits import Number
from prepkit.quantities.unit_reader import read_unit
from prepkit.quantities.units import table

MAGNITUDES = {"": 1, "k": 10**3, "K": 10**3, "m": 10**6, "M": 10**6, "MM": 10**6, "mm": 10**6,
              "b": 10**9, "B": 10**9, "t": 10**12, "T": 10**12, "bn": 10**9}  # fmt: skip
SIGNS = frozenset("-−–﹣－+")
_OPENS = frozenset("([{=<>~≈≃≤≥:,;/×∼$€£¥±\"“'")

_LETTER = re.compile(r"(\s?)(k|K|MM|mm|m|M|b|B|t|T)(?![^\W_]|/[A-Za-z]|\^|²|³|\s?[-−][1-3]\b)")
_CODES = (
    "USD|EUR|GBP|JPY|CNY|RMB|INR|KRW|CHF|CAD|AUD|NZD|HKD|SGD|TWD|SEK|NOK|DKK|BRL|MXN|RUB|ZAR|ILS|PLN"
    "|TRY|THB|PHP|IDR|MYR|VND|AED|SAR|EGP|BTC|ETH|DEM|FIM|FRF|ITL"
)
_BEFORE = re.compile(
    rf"((?:(?:US|CA|AU|NZ|HK|NT|Can|Mex|JP|CN)\s?|[CASR])?[$¥]|[€£₹₩₽₪₺฿₱₫₴₦₿¢]|\b(?:{_CODES}|Rs\.?|DM|RM)"
    r"|(?<![A-Za-z])[ckCK]\s\$)\s?\(?$"
)
_LAST = frozenset("$€£¥₹₩₽₪₺฿₱₫₴₦₿¢.")
_CODED = re.compile(
    rf"\s?(?P<letter>[kKmMB])(?P<code>{_CODES})\b|\s(?P<first>{_CODES})\s(?P<word>thousand|million|billion|trillion)\b"
)
# Letters after a number are units here, not magnitudes: "45K", "0.2M NaCl".
_KELVIN = re.compile(r"[0-9] K\b|°C|[Kk]elvin|temperature|\bT\s?c\b|[0-9]\s?(?:GPa|mK|meV|Å)\b")
_MOLAR = re.compile(r"[0-9]\s?[mµμn]M\b|molar|buffer|NaCl")
_AROUND = 200
# What may stand between a number and what it counts: "2.8m paying subscribers".
_KINDS = re.compile(
    r"(?: (?:daily|weekly|monthly|yearly|active|paying|paid|free|registered|unique|new|total|global"
    r"|different|annual|online|individual)){1,3}"
)
_WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def read_sign(text: str, start: int) -> tuple[int, int]:
    """Return (1 or -1, start with the sign) of the number that starts at `start`."""
    if start == 0 or text[start - 1] not in SIGNS:
        return 1, start
    before = text[start - 2] if start > 1 else " "
    if before.isspace() or before in _OPENS:
        return (1 if text[start - 1] == "+" else -1), start - 1
    return 1, start


def currency_before(text: str, start: int) -> tuple[str | None, int, int]:
    """Return (currency, its start, sign) of a number that starts at `start`: "$", "US$", "EUR "."""
    at = start - 1
    if at >= 0 and text[at] in "( \u00a0":
        at -= 1
    if at < 0 or not (text[at] in _LAST or text[at].isupper()):
        return None, start, 1
    found = _BEFORE.search(text, max(0, start - 7), start)
    if not found:
        return None, start, 1
    written = found[1].replace(" ", "")
    known = table().symbols.get(written) or table().symbols.get(written[-1])
    if known is None:
        return None, start, 1
    bracketed = found[0].endswith("(")  # "$(0.12)" is a loss in accounts
    return known.name, found.start(), -1 if bracketed else 1


def _is_counted(text: str, end: int) -> bool:
    kinds = _KINDS.match(text, end)
    found = read_unit(text, kinds.end() if kinds else end)
    unit = table().units.get(found.name) if found else None
    return unit is not None and unit.counted


def read_magnitude(text: str, number: Number, currency: str | None) -> tuple[Decimal, int]:
    """Return (factor, end) of a magnitude letter after the number: "2.1B", "$5 m", "50k"."""
    end = number.end
    nothing = Decimal(1), end
    if number.form not in ("digits", "listed"):
        return nothing
    found = _LETTER.match(text, end)
    if not found:
        return nothing
    letter, spaced = found[2], bool(found[1])
    if not currency:
        if spaced or letter in ("mm", "b", "t"):
            return nothing
        around = max(0, number.start - _AROUND), end + _AROUND
        if letter == "K" and _KELVIN.search(text, *around):
            return nothing
        if letter == "M" and _MOLAR.search(text, *around):
            return nothing
        if letter in ("m", "T") and not _is_counted(text, found.end()):
            return nothing
    return Decimal(MAGNITUDES[letter]), found.end()


def read_coded(text: str, end: int) -> tuple[Decimal, str, int] | None:
    """Return (factor, currency, end) of "30 MUSD" and of "75 USD million"."""
    found = _CODED.match(text, end)
    if not found:
        return None
    code = table().symbols[found["code"] or found["first"]].name
    if found["letter"]:
        return Decimal(MAGNITUDES[found["letter"]]), code, found.end()
    return Decimal(_WORDS[found["word"]]), code, found.end()
