"""Settings: what is wrong is said at the start, in words that name the setting and what is allowed."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path

import pytest

from octavo.config import read_config, settings
from octavo.news.errors import ConfigError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OCTAVO_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_variables_win_over_the_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "octavo.toml").write_text("workers = 3\npoll_least = 900\n")
    monkeypatch.setenv("OCTAVO_WORKERS", "5")
    config = read_config()
    assert (config.workers, config.poll_least) == (5, 900)


def test_lists_are_written_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCTAVO_HOSTS", "news.example.org, news.home.arpa")
    monkeypatch.setenv("OCTAVO_ALLOW_NETWORKS", "10.1.0.0/16,fd00:1::/64")
    monkeypatch.setenv("OCTAVO_REVISIT_HOURS", "1.5,24")
    config = read_config()
    assert config.hosts == ("news.example.org", "news.home.arpa")
    assert config.allow_networks == (ip_network("10.1.0.0/16"), ip_network("fd00:1::/64"))
    assert config.revisit_hours == (1.5, 24)


def test_a_variable_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "BIND", "WORKERS", "PROXY", "ALLOW_NETWORKS"):
        monkeypatch.setenv(f"OCTAVO_{name}", "")
    config = read_config()
    assert config.home.is_absolute()
    assert config.bind == "127.0.0.1:8008"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BIND", "8008", "ADDRESS:PORT"),
        ("BIND", "127.0.0.1:80080", "ADDRESS:PORT"),
        ("PROXY", "socks5://127.0.0.1:1080", "http://HOST:PORT"),
        ("CONTACT", "news (at) example", "plain address"),
        ("ALLOW_NETWORKS", "10.1.2.3/8", "10.1.2.3/8 is no network"),
        ("WORKERS", "0", "greater than or equal to 1"),
        ("LOG", "xml", "'text' or 'json'"),
        ("POLL_LEAST", "soon", "valid integer"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"OCTAVO_{name}", value)
    with pytest.raises(ConfigError) as raised:
        read_config()
    message = str(raised.value)
    assert message.startswith(f"OCTAVO_{name}: ")
    assert said in message
    assert "Value error" not in message  # a library's words
    assert "VALIDATOR" not in message
    assert raised.value.advice


def test_bounds_must_not_cross(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCTAVO_POLL_LEAST", "7200")
    monkeypatch.setenv("OCTAVO_POLL_MOST", "3600")
    with pytest.raises(ConfigError, match=r"OCTAVO_POLL_LEAST \(7200\) must not be more than OCTAVO_POLL_MOST"):
        read_config()


def test_unknown_settings_are_errors(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "octavo.toml").write_text("colour = 'red'\n")
    with pytest.raises(ConfigError, match=r"octavo\.toml has the unknown key 'colour'"):
        read_config()
    monkeypatch.setenv("OCTAVO_COLOUR", "red")
    with pytest.raises(ConfigError, match="unknown setting OCTAVO_COLOUR"):
        read_config()


@pytest.mark.parametrize("content", ["bind = [", "\x00", b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_named(home: Path, content: str | bytes) -> None:
    (home / "octavo.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ConfigError, match=r"octavo\.toml cannot be read"):
        read_config()


def test_a_folder_that_may_not_be_entered_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", refuse)
    with pytest.raises(ConfigError, match=r"octavo\.toml cannot be read: .*Permission denied"):
        read_config()


def test_settings_tell_what_is_so_and_where_it_comes_from(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "octavo.toml").write_text("workers = 3\npoll_least = 900\n")
    monkeypatch.setenv("OCTAVO_WORKERS", "5")
    monkeypatch.setenv("OCTAVO_ALLOW_NETWORKS", "10.1.0.0/16,fd00:1::/64")
    told = {one.name: (one.value, one.source) for one in settings(read_config())}
    assert told["OCTAVO_HOME"] == (str(home), "variable")
    assert told["OCTAVO_WORKERS"] == ("5", "variable")
    assert told["OCTAVO_POLL_LEAST"] == ("900", str(home / "octavo.toml"))
    assert told["OCTAVO_ALLOW_NETWORKS"] == ("10.1.0.0/16,fd00:1::/64", "variable")
    assert told["OCTAVO_REVISIT_HOURS"] == ("3,24", "default")
    assert told["OCTAVO_EMBEDDINGS_KEY"] == ("", "default")


def test_no_secret_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCTAVO_EMBEDDINGS_KEY", "sesame-1")
    monkeypatch.setenv("OCTAVO_EMBEDDINGS_URL", "http://ada:sesame-2@127.0.0.1:11434/v1")
    monkeypatch.setenv("OCTAVO_EMBEDDINGS_MODEL", "m1")
    monkeypatch.setenv("OCTAVO_PROXY", "http://ada:sesame-3@127.0.0.1:3128")
    told = repr(settings(read_config()))
    assert "sesame" not in told
    assert "http://…@127.0.0.1:3128" in told


def test_a_writer_is_an_address_and_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCTAVO_WRITER_URL", "http://127.0.0.1:11434/v1")
    with pytest.raises(ConfigError, match="OCTAVO_WRITER_URL needs OCTAVO_WRITER_MODEL"):
        read_config()
    monkeypatch.setenv("OCTAVO_WRITER_MODEL", "qwen3:8b")
    monkeypatch.setenv("OCTAVO_WRITER_PRICES", "0.15, 0.60")
    assert read_config().writer_prices == (0.15, 0.6)
    for wrong in ("0.15", "cheap,dear", "1,-1", "1,2,3"):
        monkeypatch.setenv("OCTAVO_WRITER_PRICES", wrong)
        with pytest.raises(ConfigError, match="OCTAVO_WRITER_PRICES"):
            read_config()


def test_the_settings_of_octavo_come_before_those_of_its_models() -> None:
    names = [one.name for one in settings(read_config())]
    assert names[0] == "OCTAVO_HOME"
    assert names.index("OCTAVO_LOG_LEVEL") < names.index("OCTAVO_EMBEDDINGS_URL") < names.index("OCTAVO_WRITER_URL")
