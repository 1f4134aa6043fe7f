import pytest

from prepkit.errors import KitInvalid
from prepkit.settings import Settings, read_settings


def write(folder, text):
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "prepkit.toml").write_bytes(data)
    return folder


def test_a_kit_without_settings_has_the_defaults(tmp_path):
    assert read_settings(tmp_path) == Settings(contact=None, allow_hosts=(), horizon=2.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Settings()),
        ('contact = "ada@larkfield.example"', Settings(contact="ada@larkfield.example")),
        ('contact = " Ada L, ada@larkfield.example "', Settings("Ada L, ada@larkfield.example")),
        ('contact = "https://larkfield.example/me"', Settings("https://larkfield.example/me")),
        ('allow_hosts = ["127.0.0.1:8000"]', Settings(allow_hosts=("127.0.0.1:8000",))),
        ('allow_hosts = ["[::1]:80", "Wiki:8"]', Settings(allow_hosts=("[::1]:80", "wiki:8"))),
        ("allow_hosts = []", Settings()),
        ("horizon = 3", Settings(horizon=3.0)),
        ("horizon = 0.5", Settings(horizon=0.5)),
        ("\ufeffhorizon = 1 # a byte order mark", Settings(horizon=1.0)),
    ],
)
def test_settings_are_read(tmp_path, text, expected):
    assert read_settings(write(tmp_path, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "\nhorizons = 2",
            ":2: unknown setting 'horizons'; use one of contact, allow_hosts",
        ),
        ("[fetch]\npause = 1", ":1: unknown setting 'fetch'; use one of contact,"),
        ('horizon = "2"', ":1: horizon must be a number of years, above 0 and up to 100; write"),
        ("horizon = true", ":1: horizon must be a number"),
        ("horizon = 0", ":1: horizon must be a number"),
        ("horizon = nan", ":1: horizon must be a number"),
        ("horizon = inf", ":1: horizon must be a number"),
        ("contact = 7", ":1: contact must be a mail address or a URL"),
        ('contact = ""', ":1: contact must be"),
        ('contact = "a@b.example\\nX-Sent: yes"', ":1: contact must be"),
        ('contact = "a@b.example) other/1 ("', ":1: contact must be"),
        ('contact = "bär@b.example"', ":1: contact must be"),
        ('allow_hosts = "127.0.0.1:8000"', ":1: allow_hosts must be a list of"),
        ('allow_hosts = ["127.0.0.1"]', ':1: allow_hosts must be a list of "host:port"; write'),
        ('allow_hosts = ["http://127.0.0.1:8000"]', ":1: allow_hosts must be"),
        ('allow_hosts = ["127.0.0.1:99999"]', ":1: allow_hosts must be"),
        ("allow_hosts = [8000]", ":1: allow_hosts must be"),
        ("horizon = 2\ncontact = me", ":2:11: is not TOML: invalid value; write settings as"),
        ('contact = "me', ": is not TOML: "),
        (b"contact = '\xff'", ": is not UTF-8; save it as UTF-8"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_by_its_line(tmp_path, text, expected):
    with pytest.raises(KitInvalid) as told:
        read_settings(write(tmp_path, text))
    assert str(told.value).startswith(f"{tmp_path / 'prepkit.toml'}{expected}")


def test_settings_that_are_a_folder_are_told(tmp_path):
    (tmp_path / "prepkit.toml").mkdir()
    with pytest.raises(KitInvalid, match="cannot be read"):
        read_settings(tmp_path)
