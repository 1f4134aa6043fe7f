"""A table → the measurement of each of its figures, from caption, row head and column head."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from prepkit.quantities.changes import Change
from prepkit.quantities.dates import Period, find_dates
from prepkit.quantities.digits import Value
from prepkit.quantities.lexicon import OTHERS, PLATFORMS
from prepkit.quantities.measurements import Measurement, around_of
from prepkit.quantities.names import is_place, owner_in, place_name, tokenise
from prepkit.quantities.phrases import kind_in
from prepkit.quantities.properties import normal_property
from prepkit.quantities.qualifiers import find_qualifiers, is_hedged
from prepkit.quantities.quantities import Quantity, find_quantities
from prepkit.quantities.titles import heading_entity
from prepkit.quantities.units import is_currency

# "(in millions)", "€ million", "$bn", "(thousands, except per share)": what each cell is times.
_MAGNITUDES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
               "000": 10**3, "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9,
               "b": 10**9}  # fmt: skip
_MAGNITUDE = re.compile(
    r"(?i)(?:\bin |[($€£¥]\s?|\b)(?P<word>thousand|million|billion|trillion)s?(?: of)?\b"
    r"|[(,]\s?(?:in )?[$€£¥]?\s?['’]?(?P<short>000(?=s?[),])|(?:k|m|mn|bn|b)(?=[),]))"  # not "(ms)"
    r"|[$€£¥]\s?(?P<after>k|m|mn|bn|b)\b"
)
_NUMBERED = re.compile(r"^(?:Table|Tab\.|Figure|Fig\.) [0-9A-Z.]{1,5}\s*[:.–-]\s*")
_EXCEPTED = re.compile(r"(?i),?\s*\b(?:except|unless)\b[^()]*")
_ASIDE = re.compile(r"\(([^()]*)\)")
_HEADS = re.compile(r"\b(?:headcount|workforce|staff|population|attendance)$")
_CURRENCY = re.compile(r"[$€£¥]")
_TIMES = frozenset("before after then now old new previous current".split())
# "A sample of 6 million transactions" gives its cells no magnitude.
_OWN_FIGURE = re.compile(r"\b\d[\d.,]*\s(?:thousand|million|billion|trillion)\b")
# "in millions of euros", "EUR million", "in U.S. dollars": a currency in words or letters.
_CURRENCY_NAMED = re.compile(
    r"(?:\b(?:of|in)\s)(?P<word>(?:US\s|U\.S\.\s)?[a-z]{3,8})\b|\b(?P<code>[A-Z]{3})\b"
)
_OWN = re.compile(r"(?i)\d\s?(?:k|m|bn?|mn|\w*illion)\b")  # a cell with its own magnitude
_MARK = re.compile(r"^(?:[-–—*†‡]|n/?a|N/?A)?$")
_NUMBER = re.compile(r"^[\d][\d.,\s]*$")
_NEGATIVE = re.compile(r"^\(\s*([^()]*\d[^()]*)\s*\)\s*(%?)$")
_PART = re.compile(
    r"^(?:Q[1-4]|H[12]|(?:First|Second|Third|Fourth) quarter|(?:First|Second) half(?:[ -]year)?"
    r"|(?:First|Last) (?:three|six|nine|[369]) months)$",
    re.IGNORECASE,
)
# What the head of the first column says that the row heads are.
_ENTITY_HEADS = frozenset(
    "firm app company product store service tool system name model method film team organisation"
    " organization project database city vendor competitor approach".split()
)
_PART_HEADS = frozenset("os platform device browser region market country percentile".split())
_KIND_HEADS = frozenset("metric measure measurement quantity item statistic kpi indicator".split())
_EMPTY_HEADS = frozenset(
    "value values amount figure figures result results number total detail details".split()
)
# A column that tells by how much the figures of another grew or fell.
_CHANGES = frozenset("change growth increase yoy".split())
_CHANGE = re.compile(
    r"(?i)(?:%|percent(?:age)?)?\s?(?:change|growth|increase|yoy|y/y)"
    r"(?:\s(?:yoy|y/y|year over year))?\s?(?:\(?%\)?)?"
)
# "Revenue by business area": what the rows are is told by their heads.
_BY = re.compile(r"\bby (?:[a-z]+ ){0,2}[a-z]+\W*$")
_GENERAL = frozenset(
    "results summary selected highlights data table overview statistics figures comparison report"
    " financial consolidated statements key companies sizes main".split()
)


@dataclass(slots=True)
class Head:
    """What a caption, a row head or a column head says of its cells."""

    entity: str | None = None
    kind: str | None = None
    unit: str | None = None
    magnitude: int | None = None
    as_of: Period | None = None
    part: str | None = None  # "Q1": a part of a year that the other head gives
    qualifiers: tuple[str, ...] = ()
    hedged: bool = False


def measure_table(
    caption: str | None,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    title: str | None = None,
    *,
    headings: tuple[str, ...] = (),
) -> list[tuple[int, int, Measurement]]:
    """Return (row, column, measurement) for each figure; offsets are into the cell's text."""
    around = around_of(title, headings)
    whole = read_head(caption or "", "caption")
    whole.entity = whole.entity or around.heading or around.title
    whole.kind = whole.kind or around.property
    several = len(find_dates(caption or "")) > 1
    whole.as_of = None if several else whole.as_of or around.as_of
    corner = _corner(header, whole)
    role = _role_of_rows(header, rows)
    dated_heads = _dated_heads(header, caption or "")
    columns = [read_head(head, _role_of_column(role, whole.kind)) for head in dated_heads]
    names = (caption or "", *header, title or "", *headings)
    found = []
    for at, row in enumerate(rows):
        if not row:
            continue
        line = read_head(_as_within_a_sentence(row[0], rows, names), role)
        over = whole if _OF_A_RATE.search(row[0]) or line.unit else corner
        for column, cell in enumerate(row):
            if column == 0 or not (quantity := _figure(cell)):
                continue
            head = columns[column] if column < len(columns) else Head()
            told = header[column] if column < len(header) else ""
            changed = _changed_column(columns) if _CHANGE.fullmatch(told.strip()) else None
            rates = [q.wording for q in find_qualifiers(cell) if q.wording.startswith("per ")]
            if rates:  # "20 days, for each member"
                head = replace(head, qualifiers=(*head.qualifiers, *rates))
            told_of = find_dates(f"{cell[: quantity.start]} {cell[quantity.end :]}")
            if len(told_of) == 1 and not head.as_of:  # "860 (May 2026)"
                head = replace(head, as_of=replace(told_of[0], start=-1, end=-1))
            if changed and quantity.unit in ("percent", "percentage point"):
                found.append((at, column, _as_change(_measurement(quantity, line, changed, over))))
            else:
                found.append((at, column, _measurement(quantity, line, head, over)))
    return found


# "€ million" in the corner of a table is no unit of a margin, a price or a count.
_OF_A_RATE = re.compile(
    r"(?i)%|/|\bper\b|\b(?:margin|ratio|rate|return|share|quota|occupancy|gearing|score|satisfaction"
    r"|hours?|days?|age|price|average|median|number|count|employees?|staff|headcount|people|women"
    r"|customers?|users?|stores?|percent(?:age)?|yield|multiple|index|rating)\b"
)


def _corner(header: Sequence[str], whole: Head) -> Head:
    """Return what a table says as a whole, with the unit that its corner cell gives, if any."""
    read = Head()
    if not header or whole.unit or not header[0].strip():
        return whole
    if _read_unit(read, header[0]).strip(" ,;:.()") or not read.unit:
        return whole
    return replace(whole, unit=read.unit, magnitude=whole.magnitude or read.magnitude)


def _changed_column(columns: Sequence[Head]) -> Head | None:
    """What a column "Change" tells the change of: the newest of the others, or the first."""
    others = [head for head in columns[1:] if head.as_of or head.kind]
    dated = [head for head in others if head.as_of]
    newest = max(dated, key=lambda head: head.as_of.last, default=None)  # type: ignore[union-attr]
    first = newest or next((head for head in others if head.kind not in _CHANGES), None)
    return replace(first, unit=None, magnitude=None) if first else None


def _as_change(measurement: Measurement) -> Measurement:
    """A figure of a column "Change", as what it says that something grew or fell by."""
    quantity = measurement.quantity
    down = isinstance(quantity.value, Decimal) and quantity.value < 0
    if down:
        quantity = replace(quantity, value=-quantity.value)  # type: ignore[operator]
    way = "down" if down else "up"
    change = Change(None, None, quantity, way, quantity.start, quantity.end, quantity.surface,
                    "column of changes")  # fmt: skip
    return replace(measurement, quantity=quantity, change=change)


# ------------------------------------------------------------------ heads

# "Minimum rental period": the first word of a row is written large, whatever it is.
_FIRST_WORD = re.compile(r"([A-Z][a-z]+)(?= [a-z])")


def _as_within_a_sentence(
    head: str, rows: Sequence[Sequence[str]], around: Sequence[str]
) -> str:  # fmt: skip
    """Return a row head with its first word small, unless something else shows it to be a name.

    The caption has it, or the title; or the rows tell names apart: "Tern users", "Finch users".
    """
    first = _FIRST_WORD.match(head)
    if not first or any(re.search(rf"\b{first[1]}\b", told) for told in around):
        return head
    others = [row[0] for row in rows if row and row[0] != head]
    rest = head[first.end() :]
    if any(other.startswith(f"{first[1]} ") or other.endswith(rest) for other in others):
        return head
    return f"{head[0].lower()}{head[1:]}"


_DAY_OR_MONTH = (
    r"(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)(?: \d{1,2}\b)?"
)
# "quarter ended 31 March": of what time the figures are, and nothing of what they measure.
_ENDED = re.compile(
    r"(?i)(?:\bfor the )?\b(?:(?:three|six|nine|twelve) months|quarter|half(?:[ -]year)?|year)s?"
    rf" ended\b(?: {_DAY_OR_MONTH})?"
)
# "As of March 31" over the first column, and a year over each of the others.
_DAY_OF_EACH = re.compile(
    rf"(?i)\b(?:(?:as (?:of|at)|at|on) (?P<day>{_DAY_OR_MONTH})"
    rf"|(?P<span>{_ENDED.pattern[4:]}))\W*(?:\(|$)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_AGAINST = re.compile(r"(?i)\W*(?:against|versus|vs\.?|compared (?:with|to)|and)\W*")
_BEFORE_AND_AFTER = re.compile(r"(?i)\bbefore and after\b")


def _dated_heads(header: Sequence[str], caption: str) -> list[str]:
    """Return the column heads with the dates that corner and caption give them.

    The day of each year, "As of March 31"; or "before and after, May 2023 against May 2024".
    """
    told = next((m for m in map(_DAY_OF_EACH.search, (*header[:1], caption)) if m), None)
    if told:
        day = told["day"] or told["span"]
        day += "," if day[-1].isdigit() else ""
        return [f"{day} {head}" if _YEAR.fullmatch(head) else head for head in header]
    dates = find_dates(caption)
    two = len(dates) == 2 and len(header) == 3 and dates[0].last < dates[1].first
    if not (two and _BEFORE_AND_AFTER.search(caption)) or any(map(find_dates, header)):
        return list(header)
    return [header[0], *(f"{h}, {d.surface}" for h, d in zip(header[1:], dates, strict=True))]


def _role_of_rows(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return what the row heads are: "entity", "kind", or "open" where each tells for itself."""
    first = header[0].strip().lower() if header else ""
    if first in _ENTITY_HEADS:
        return "entity"
    if first in _KIND_HEADS:
        return "kind"
    if first in _PART_HEADS:
        return "part"
    heads = [row[0] for row in rows if row]
    named = [head for head in heads if heading_entity(head) and not find_dates(head)]
    if heads and all(next(find_qualifiers(head), None) for head in heads):
        return "part"
    return "entity" if heads and len(named) == len(heads) and not _are_kinds(header) else "open"


def _are_kinds(header: Sequence[str]) -> bool:
    """Say whether the column heads are dates, so that the row heads tell the kind."""
    return len(header) > 1 and all(find_dates(head) for head in header[1:] if head.strip())


def _role_of_column(rows: str, told: str | None) -> str:
    """Return what the column heads are, `told` being the kind that the caption tells."""
    if rows == "kind" or (rows == "part" and told):
        return "case"
    return "kind" if rows in ("entity", "part") else "open"


# "Before and after, January 2024 against December 2025": the dates of its two columns.


def read_head(head: str, role: str) -> Head:
    """Return what a head says of its cells; `role` is what it is expected to say."""
    read = Head(hedged=is_hedged(head.lower()))
    text = _read_unit(read, head)
    dates = find_dates(text)
    if dates:
        two = len(dates) > 1 and _AGAINST.fullmatch(text[dates[0].end : dates[1].start])
        if not two:  # "January 2024 against May 2025": of one each
            read.as_of = replace(dates[0], start=-1, end=-1)
        for period in reversed(dates):
            text = text[: period.start] + text[period.end :]
    elif _PART.match(text.strip()):
        read.part = text.strip()
        return read
    text = _ENDED.sub("", text)
    qualifiers = [q.wording for q in find_qualifiers(text)]
    bare = text.strip(" ,;:.")
    if read.as_of and bare.lower() in _TIMES:
        bare = ""  # "Before, January 2025"
    if bare.lower() in PLATFORMS:
        qualifiers, bare = [f"on {PLATFORMS[bare.lower()]}"], ""
    elif all(is_place(part) for part in re.split(r" (?:and|&) ", bare)):
        places = [place_name(part) for part in re.split(r" (?:and|&) ", bare)]
        qualifiers, bare = [f"in {' and '.join(places)}"], ""
    read.qualifiers = tuple(qualifiers)
    if bare and bare.lower() not in _EMPTY_HEADS:
        _read_words(read, bare, role)
    return read


def _read_words(read: Head, text: str, role: str) -> None:
    if role == "entity" or (role != "kind" and OTHERS.fullmatch(text)):
        read.entity = text
        return
    tokens = tokenise(text)
    named = heading_entity(text) if role in ("open", "case") else owner_in(tokens)
    if role == "caption" and (cut := _BY.search(text)):
        tokens = [token for token in tokens if token.start < cut.start()]
    kind = kind_in(tokens)
    if role == "kind":
        read.entity = named  # "Quillpad daily users": the head's own name goes before the title's
        read.kind = kind or normal_property(text.split())
    elif named and (role == "caption" or named == text):
        read.entity = named
        read.kind = kind if role == "caption" else None
    elif role == "case" and not read.qualifiers:
        read.qualifiers = (text.lower(),)
    else:
        read.entity = named
        read.kind = kind


def _read_unit(read: Head, head: str) -> str:
    """Read unit and magnitude from a head, and return it without them."""
    text = _OWN_FIGURE.sub("", _EXCEPTED.sub("", _NUMBERED.sub("", head)))
    if found := _MAGNITUDE.search(text):
        word = found["word"] or found["short"] or found["after"]
        read.magnitude = _MAGNITUDES[word.lower()]
    for aside in _ASIDE.findall(text):
        bare = _MAGNITUDE.sub("", f"({aside})").strip("() ,")
        if bare and (unit := _unit(bare)):
            read.unit = unit
    text = _read_currency(read, text)
    if (found := _CURRENCY.search(text)) and not text[found.end() : found.end() + 1].isdigit():
        read.unit = _unit_of(f"{found[0]}1")
    elif re.search(r"%|\bpercent(?:age)?\b", text):
        read.unit = "percent"
    text = _ASIDE.sub("", text) if not find_dates(text) else text
    text = _MAGNITUDE.sub("", text)
    return re.sub(r"[$€£¥%]|,?\s*\bin\s*$|\(\s*\)", "", text).strip(" ,()")


def _read_currency(read: Head, text: str) -> str:
    """Read a currency that a head gives by its name, and return the head without it."""
    for found in _CURRENCY_NAMED.finditer(text):
        unit = _unit(found["word"] or found["code"])
        if is_currency(unit):
            read.unit = unit
            return f"{text[: found.start()]} {text[found.end() :]}"
    return text


def _unit(written: str) -> str | None:
    return _unit_of(f"1 {written}")


def _unit_of(text: str) -> str | None:
    found = find_quantities(text)
    return found[0].unit if len(found) == 1 and found[0].end == len(text) else None


# ------------------------------------------------------------------ cells


def _figure(cell: str) -> Quantity | None:
    """Return the one figure of a cell; "(84)" is a loss of 84; a bare "1964" counts here."""
    text = cell.strip()
    if _MARK.match(text) or len(text) > 80:
        return None
    if lost := _NEGATIVE.match(text):
        inner = _figure(lost[1] + lost[2])
        if inner is None or not isinstance(inner.value, Decimal):
            return None
        start = cell.index("(")
        return replace(inner, value=-inner.value, surface=text, start=start, end=start + len(text))
    found = find_quantities(cell)
    if len(found) == 1:
        return found[0]
    if not found and _NUMBER.match(text):
        counted = find_quantities(f"{text} users")
        if len(counted) == 1:
            start = cell.index(text)
            return replace(counted[0], unit=None, surface=text, start=start, end=start + len(text))
    return None


def _measurement(quantity: Quantity, row: Head, column: Head, whole: Head) -> Measurement:
    kind = _kind(row, column, whole)
    counted = _counted(kind)
    if is_currency(whole.unit) and (counted or _HEADS.search(kind or "")):
        whole = replace(whole, unit=None, magnitude=None)  # "in millions of euros": not people
    unit = quantity.unit or column.unit or row.unit or whole.unit or counted
    magnitude = column.magnitude or row.magnitude or whole.magnitude
    per = any(q.startswith("per ") for q in (*row.qualifiers, *column.qualifiers))
    exempt = unit == "percent" or per or _OWN.search(quantity.surface)
    often = _HOW_OFTEN.search(kind or "") if is_currency(unit) else None
    quantity = replace(quantity, unit=f"{unit}/{often[1]}" if often else unit)
    if magnitude and not exempt:
        quantity = _times(quantity, magnitude)
    qualifiers = dict.fromkeys((*row.qualifiers, *column.qualifiers, *whole.qualifiers))
    return Measurement(
        quantity, row.entity or column.entity or whole.entity, kind, tuple(qualifiers),
        _date(row, column, whole), False, row.hedged or column.hedged or whole.hedged, None,
    )  # fmt: skip


# "Rent per square metre per month": what is paid each month.
_HOW_OFTEN = re.compile(r"\bper (second|minute|hour|day|week|month|quarter|year)$")


def _times(quantity: Quantity, magnitude: int) -> Quantity:
    def scaled(value: Decimal | None) -> Decimal | None:
        return None if value is None else value * magnitude

    value = quantity.value
    if isinstance(value, Decimal):
        times: Value = value * magnitude
    else:
        times = (scaled(value[0]), scaled(value[1]))
    return replace(quantity, value=times, tolerance=quantity.tolerance * magnitude)


def _kind(row: Head, column: Head, whole: Head) -> str | None:
    """Return the property: the heads' own words, the caption's where they have none or few."""
    own = " ".join(kind for kind in (row.kind, column.kind) if kind)
    if not own:
        return whole.kind
    general = (whole.kind or "").split()
    measured = whole.magnitude is not None or whole.unit is not None
    if column.kind is None and measured and 0 < len(general) <= 2 and not _GENERAL & set(general):
        own = own if str(whole.kind) in own else f"{own} {whole.kind}"
    return normal_property(own.split())


# "2026" or "2026 (unaudited)"


def _counted(kind: str | None) -> str | None:
    """Return the unit of a bare count, from the noun it counts: "daily active users" → user."""
    if kind is None:
        return None
    found = find_quantities(f"2 {kind}")
    return found[0].unit if len(found) == 1 and found[0].start == 0 else None


def _date(row: Head, column: Head, whole: Head) -> Period | None:
    for part, other in ((row, column), (column, row), (column, whole), (row, whole)):
        if part.part and other.as_of:
            found = find_dates(f"{part.part} {other.as_of.surface}")
            if len(found) == 1:
                return replace(found[0], start=-1, end=-1)
    if row.part or column.part:
        return None
    return row.as_of or column.as_of or whole.as_of
