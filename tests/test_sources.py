import time

import pytest

from prepkit.errors import SourcesInvalid
from prepkit.sources import Source, is_source_id, read_sources, read_table

HEADER = "id,title,publisher,url,published,kind,rank\n"
ROW = "tidy-paper,Tidying Practices at Larkfield,arXiv,https://larkfield.example/t,2024-03,paper,primary"
PAPER = Source(
    "tidy-paper",
    "Tidying Practices at Larkfield",
    "arXiv",
    "https://larkfield.example/t",
    "2024-03",
    "paper",
    "primary",
)


def write(folder, text):
    path = folder / "sources.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    "text",
    [
        HEADER + ROW + "\n",
        HEADER + ROW,
        "\ufeff" + HEADER + ROW,
        (HEADER + ROW + "\n").replace("\n", "\r\n"),
        (HEADER + ROW + "\n").replace("\n", "\r"),
        HEADER + "\n" + ROW + "\n\n,,,,,,\n",
        HEADER.upper() + ROW,
        HEADER + ROW.replace(",", '","').join('""'),
        HEADER + ROW.replace(",", " , "),
        HEADER + ROW.replace("Tidying Practices", '"Tidying\nPractices').replace("ld,", 'ld",', 1),
        "note," + HEADER.rstrip() + ",read\nmine," + ROW + ",yes\n",
    ],
)
def test_a_list_is_read_however_its_program_wrote_it(tmp_path, text):
    assert read_sources(write(tmp_path, text)) == [PAPER]


def test_the_order_of_rows_stays_and_columns_may_come_in_any(tmp_path):
    text = (
        "rank,kind,published,url,publisher,title,id\n"
        'secondary,talk,,http://b.example/?q=1,,"Boards, ""live""",b\n'
        "primary,filing,2020,https://a.example,A,Ä → 木,a\n"
    )
    assert read_sources(write(tmp_path, text)) == [
        Source("b", 'Boards, "live"', "", "http://b.example/?q=1", "", "talk", "secondary"),
        Source("a", "Ä → 木", "A", "https://a.example", "2020", "filing", "primary"),
    ]


def test_a_list_of_no_sources_is_a_list(tmp_path):
    assert read_sources(write(tmp_path, HEADER)) == []


def changed(**values):
    names = HEADER.strip().split(",")
    return HEADER + ",".join(values.get(n, v) for n, v in zip(names, ROW.split(","), strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ":1: is empty; begin it with id,title,publisher,url,published,kind,rank"),
        ("id,title\na,b", ":1:1: column 'publisher' is missing; begin the file with id,"),
        (HEADER.replace(",", ";"), ":1:1: column 'id' is missing; separate the columns by commas"),
        ("id," + HEADER + "x," + ROW, ":1:1: column 'id' stands there twice; keep one of them"),
        (HEADER + ROW + "\n" + ROW, ":3:1: id 'tidy-paper' stands in line 2 already; give each"),
        (HEADER + ROW + ",x", ":2:1: 8 values where the first line names 7 columns; put a value"),
        (HEADER + "a,b", ":2:1: 2 values where"),
        (changed(id=""), ":2:1: '' is no id; use lower-case letters, digits and '-', at most 64"),
        (changed(id="../notes"), ":2:1: '../notes' is no id"),
        (changed(id="a/b"), ":2:1: 'a/b' is no id"),
        (changed(id="C:"), ":2:1: 'C:' is no id"),
        (changed(id="-rf"), ":2:1: '-rf' is no id"),
        (changed(id="Paper"), ":2:1: 'Paper' is no id"),
        (changed(id="be paper"), ":2:1: 'be paper' is no id"),
        (changed(id="päper"), ":2:1: 'päper' is no id"),
        (changed(id="a" * 65), ":2:1: 'aaaa"),
        (changed(id="me"), ":2:1: 'me' is no id: [@me] marks your own experience"),
        (changed(title=" "), ":2:12: the title is empty; write the title of the source"),
        (changed(url=""), ":2:49: '' is no web address; begin it with https:// or http://"),
        (changed(url="larkfield.example"), ":2:49: 'larkfield.example' is no web address"),
        (changed(url="ftp://larkfield.example"), ":2:49: 'ftp://larkfield.example' is no web"),
        (changed(url="file:///etc/passwd"), ":2:49: 'file:///etc/passwd' is no web address"),
        (changed(url="javascript:alert(1)"), ":2:49: 'javascript:alert(1)' is no web address"),
        (changed(url="https://"), ":2:49: 'https://' is no web address"),
        (changed(url="https://[::1"), ":2:49: 'https://[::1' is no address"),
        (changed(url="https://a.example:0x50"), ":2:49: 'https://a.example:0x50' is no address"),
        (changed(url="https://a b.example"), ":2:49: the url holds a space"),
        (changed(url="https://a\u200b.example"), ":2:49: the url holds a space or an invisible"),
        (changed(url="https://u:p@a.example"), ":2:49: the url holds a user name or a password"),
        (changed(url="https://a.example/" + "a" * 2048), ":2:49: the url holds a space"),
        (changed(published="2024-3"), ":2:77: '2024-3' is no date; write 2024, 2024-03 or 2024-"),
        (changed(published="2024-02-30"), ":2:77: '2024-02-30' is no date"),
        (changed(published="18.03.2024"), ":2:77: '18.03.2024' is no date"),
        (changed(published="0000"), ":2:77: '0000' is no date"),
        (changed(published="٢٠٢٤"), ":2:77: '٢٠٢٤' is no date"),
        (changed(kind="blog"), ":2:85: unknown kind 'blog'; use paper, post, release, filing, ta"),
        (changed(kind=""), ":2:85: unknown kind ''"),
        (changed(rank="first"), ":2:91: unknown rank 'first'; use primary or secondary"),
        (HEADER + 'a,"b,c\nd,e', ":2:3: this quote is never closed; close it"),
        (HEADER + 'a,"b"c,d', ":2:3: 'c' follows a closing quote; write a quote inside a value"),
        (HEADER + 'a,5" disk,d', ":2:3: a quote stands inside a value that is not quoted"),
        (HEADER + 'a, "b",d', ":2:3: a quote stands inside a value that is not quoted"),
        (HEADER + "a\x00b,c", ":2:1: the value holds a control character; type it anew"),
        (HEADER + "a,\x1b[31mred", ":2:3: the value holds a control character"),
        (HEADER.encode() + b"a,K\xf6ln", ":2:4: is not UTF-8 (byte 0xf6); save it as UTF-8 (in Ex"),
        ((HEADER + ROW).encode("utf-16"), ":1:1: is not UTF-8 (byte 0xff)"),
    ],
)
def test_a_mistake_is_told_by_line_and_column_with_the_next_step(tmp_path, text, expected):
    path = write(tmp_path, text)
    with pytest.raises(SourcesInvalid) as told:
        read_sources(path)
    assert str(told.value).startswith(f"{path}{expected}")


def test_a_missing_list_is_told(tmp_path):
    with pytest.raises(SourcesInvalid, match="there is no such file"):
        read_sources(tmp_path / "sources.csv")


def test_a_list_larger_than_any_person_keeps_is_refused(tmp_path):
    path = write(tmp_path, HEADER.encode() + b"\n" * 2_000_001)
    with pytest.raises(SourcesInvalid, match="larger than 2 MB"):
        read_sources(path)


@pytest.mark.parametrize("text", ['"' * 999_999, '"a' * 500_000, "a," * 200_000, 'a"' * 500_000])
def test_a_megabyte_of_quotes_or_commas_takes_no_longer_than_it_should(tmp_path, text):
    path = write(tmp_path, HEADER + text)
    started = time.process_time()
    with pytest.raises(SourcesInvalid):
        read_sources(path)
    assert time.process_time() - started < 3


def test_other_tables_are_read_by_the_same_rules(tmp_path):
    path = write(tmp_path, "term,relation,other\nDAU,alias,daily active users\n")
    (row,) = read_table(path, ("term", "other"))
    assert {name: (cell.text, cell.line, cell.column) for name, cell in row.items()} == {
        "term": ("DAU", 2, 1),
        "relation": ("alias", 2, 5),
        "other": ("daily active users", 2, 11),
    }


@pytest.mark.parametrize("text", ["a", "a1-b", "10k", "a" * 64])
def test_an_id_is_short_and_plain(text):
    assert is_source_id(text)


@pytest.mark.parametrize("text", ["", ".", "..", "a.b", "a\n", "a\x00", "me", "-a", "a" * 65])
def test_what_could_be_a_path_or_an_option_is_no_id(text):
    assert not is_source_id(text)
