"""Fetching from a server of our own: good days, drops, changes, lies, and strangers."""

from __future__ import annotations

import fcntl
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.entrances.fetching.publisher import (
    Publisher,
    answer_range,
    answers,
    drops_after,
    make_authority,
    sends_to,
    sends_without_end,
)
from tocsin.entrances.fetching import errors
from tocsin.entrances.fetching.addresses import Address, address_of
from tocsin.entrances.fetching.download import Fetched, Limits, fetch

ONE = bytes(range(256)) * 2_000
TWO = bytes(reversed(range(256))) * 2_500
Fetch = Callable[..., Fetched]


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def publisher(certificates: tuple[Path, Path]) -> Iterator[Publisher]:
    server = Publisher(ONE, certificates[1])
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "downloads"


@pytest.fixture
def get(publisher: Publisher, certificates: tuple[Path, Path], folder: Path) -> Fetch:
    """Fetch from the publisher, trusting its authority, without waiting between attempts."""
    trust = ssl.create_default_context(cafile=str(certificates[0]))

    def fetch_it(address: Address | None = None, **limits: object) -> Fetched:
        given = {"pause": lambda _seconds: None, **limits}
        return fetch(
            "un",
            address or address_of("un", publisher.url),
            folder,
            trust=trust,
            limits=Limits(**given),  # type: ignore[arg-type]
        )

    return fetch_it


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_list_is_fetched_whole_and_nothing_else_is_left(
    get: Fetch, publisher: Publisher, folder: Path
) -> None:
    fetched = get()
    assert fetched.is_new
    assert fetched.path.read_bytes() == ONE
    assert files(folder) == {"un.lock", "un.xml", "un.xml.marks"}
    assert publisher.asked[0]["Accept-Encoding"] == "identity"
    assert publisher.asked[0]["User-Agent"].startswith("tocsin/")


def test_a_list_that_has_not_changed_is_not_fetched_again(get: Fetch, publisher: Publisher) -> None:
    get()
    again = get()
    assert not again.is_new
    assert again.modified == "Sun, 01 Mar 2026 00:00:00 GMT"
    assert again.path.read_bytes() == ONE
    assert publisher.asked[1]["If-None-Match"] == '"one"'


def test_a_list_that_has_changed_takes_the_place_of_the_old(
    get: Fetch, publisher: Publisher
) -> None:
    get()
    publisher.content, publisher.etag = TWO, '"two"'
    assert get().path.read_bytes() == TWO


def test_a_file_that_somebody_has_cut_is_fetched_anew(get: Fetch, publisher: Publisher) -> None:
    get().path.write_bytes(ONE[:10])
    assert get().path.read_bytes() == ONE
    assert "If-None-Match" not in publisher.asked[1]


@pytest.mark.parametrize("says_length", [True, False], ids=["with length", "chunked"])
def test_a_connection_that_drops_again_and_again_is_gone_on_with_where_it_ended(
    get: Fetch, publisher: Publisher, says_length: bool
) -> None:
    publisher.bad_days.extend([drops_after(200_000, says_length=says_length)] * 2)
    assert get().path.read_bytes() == ONE
    assert [asked.get("Range") for asked in publisher.asked] == [
        None,
        "bytes=200000-",
        "bytes=400000-",
    ]
    assert publisher.asked[1]["If-Range"] == '"one"'


def test_a_fetch_that_failed_is_gone_on_with_by_the_next_command(
    get: Fetch, publisher: Publisher, folder: Path
) -> None:
    publisher.bad_days.extend([drops_after(50_000)] * 5)
    with pytest.raises(errors.Interrupted, match="5 times"):
        get()
    assert (folder / "un.xml.part").stat().st_size == 250_000
    assert not (folder / "un.xml").exists()
    assert get().path.read_bytes() == ONE
    assert publisher.asked[-1]["Range"] == "bytes=250000-"


def test_a_list_that_changes_between_two_attempts_is_not_sewn_together(
    get: Fetch, publisher: Publisher
) -> None:
    def drop_and_change(handler: object) -> None:
        drops_after(200_000)(handler)  # type: ignore[arg-type]
        publisher.content, publisher.etag = TWO, '"two"'

    publisher.bad_days.append(drop_and_change)
    assert get().path.read_bytes() == TWO


def test_a_server_that_sends_another_content_in_a_range_is_not_believed(
    get: Fetch, publisher: Publisher
) -> None:
    def change_and_send_range(handler: object) -> None:
        publisher.content, publisher.etag = TWO, '"two"'
        answer_range(handler, 200_000)  # type: ignore[arg-type]

    publisher.bad_days.extend([drops_after(200_000), change_and_send_range])
    assert get().path.read_bytes() == TWO


def test_a_range_that_begins_elsewhere_is_not_appended(get: Fetch, publisher: Publisher) -> None:
    publisher.bad_days.extend(
        [drops_after(200_000), lambda handler: answer_range(handler, 150_000)]
    )
    assert get().path.read_bytes() == ONE


def test_a_server_that_knows_no_ranges_is_read_from_the_start(
    get: Fetch, publisher: Publisher
) -> None:
    publisher.bad_days.extend(
        [drops_after(200_000), lambda handler: handler.reply(200, publisher.marks, ONE)]
    )
    assert get().path.read_bytes() == ONE


def test_a_part_that_the_server_calls_too_long_is_thrown_away(
    get: Fetch, publisher: Publisher
) -> None:
    publisher.bad_days.extend([drops_after(200_000), answers(416)])
    assert get().path.read_bytes() == ONE


def test_a_part_whose_marks_are_unreadable_is_thrown_away(
    get: Fetch, publisher: Publisher, folder: Path
) -> None:
    publisher.bad_days.extend([drops_after(50_000)] * 5)
    with pytest.raises(errors.Interrupted):
        get()
    (folder / "un.xml.part.marks").write_text("{")
    assert get().path.read_bytes() == ONE
    assert "Range" not in publisher.asked[-1]


def test_a_server_that_is_busy_is_asked_again_after_a_pause(
    get: Fetch, publisher: Publisher
) -> None:
    pauses: list[float] = []
    publisher.bad_days.extend([answers(503), answers(429)])
    assert get(pause=pauses.append).path.read_bytes() == ONE
    assert pauses == [0, 1, 2]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_refusal_is_told_and_not_repeated(
    get: Fetch, publisher: Publisher, folder: Path, status: int
) -> None:
    get()
    publisher.bad_days.append(answers(status))
    with pytest.raises(errors.AddressRefused, match=str(status)):
        get()
    assert len(publisher.asked) == 2
    assert (folder / "un.xml").read_bytes() == ONE


def test_a_304_that_was_not_asked_for_is_not_believed(get: Fetch, publisher: Publisher) -> None:
    publisher.bad_days.append(answers(304, b""))
    assert get().path.read_bytes() == ONE


def test_a_redirect_to_a_host_that_may_answer_is_followed(get: Fetch, publisher: Publisher) -> None:
    publisher.bad_days.append(sends_to("/signed/list.xml?signature=1"))
    assert get().path.read_bytes() == ONE


def test_a_part_is_gone_on_with_through_a_redirect(get: Fetch, publisher: Publisher) -> None:
    publisher.bad_days.extend([sends_to("/signed?1"), drops_after(200_000), sends_to("/signed?2")])
    assert get().path.read_bytes() == ONE
    assert publisher.asked[-1]["Range"] == "bytes=200000-"


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{port}/list.xml",
        "https://localhost:{port}/list.xml",
        "https://127.0.0.1:{port}@example.org/list.xml",
        "file:///etc/hostname",
        "//example.org/list.xml",
    ],
)
def test_a_redirect_to_anywhere_else_is_refused_without_asking_there(
    get: Fetch, publisher: Publisher, location: str
) -> None:
    publisher.bad_days.append(sends_to(location.format(port=publisher.server_port)))
    with pytest.raises(errors.AddressNotAllowed):
        get()
    assert len(publisher.asked) == 1


def test_redirects_without_end_are_refused(get: Fetch, publisher: Publisher) -> None:
    publisher.bad_days.extend([sends_to("/again")] * 9)
    with pytest.raises(errors.AddressRefused, match="redirects without end"):
        get()


def test_an_address_without_encryption_is_not_asked_at_all(get: Fetch, folder: Path) -> None:
    plain = Publisher(ONE, None)
    with pytest.raises(errors.AddressNotAllowed, match="only fetched over https"):
        get(address_of("un", plain.url))
    assert plain.asked == []
    plain.shutdown()
    plain.server_close()


def test_a_server_whose_certificate_nobody_vouches_for_is_not_believed(
    publisher: Publisher, folder: Path
) -> None:
    with pytest.raises(errors.NotTrusted, match="SSL_CERT_FILE"):
        fetch("un", address_of("un", publisher.url), folder)
    assert publisher.asked == []
    assert files(folder) == {"un.lock"}


def test_a_certificate_of_another_host_is_not_believed(get: Fetch, publisher: Publisher) -> None:
    elsewhere = publisher.url.replace("127.0.0.1", "localhost")
    with pytest.raises(errors.NotTrusted):
        get(address_of("un", elsewhere))


def test_a_server_that_is_not_there_is_told(get: Fetch, publisher: Publisher) -> None:
    publisher.shutdown()
    publisher.server_close()
    with pytest.raises(errors.Interrupted, match="ConnectError"):
        get()


def test_a_list_that_says_it_is_too_large_is_refused_before_a_byte_is_kept(
    get: Fetch, publisher: Publisher, folder: Path
) -> None:
    with pytest.raises(errors.TooLarge):
        get(most_bytes=len(ONE) - 1)
    assert files(folder) == {"un.lock"}


def test_a_list_that_never_ends_is_refused_at_the_limit_and_nothing_is_kept(
    get: Fetch, publisher: Publisher, folder: Path
) -> None:
    publisher.bad_days.append(sends_without_end)
    with pytest.raises(errors.TooLarge):
        get(most_bytes=10_000_000)
    assert files(folder) == {"un.lock"}


def test_a_list_that_comes_too_slowly_is_given_up_and_its_part_is_kept(
    get: Fetch, publisher: Publisher, folder: Path
) -> None:
    ticks = iter(range(0, 10_000, 60))
    with pytest.raises(errors.TookTooLong, match="5 minutes"):
        get(now=lambda: float(next(ticks)), seconds=300)
    assert "un.xml.part" in files(folder)
    assert get().path.read_bytes() == ONE


def test_a_server_that_falls_silent_is_left_and_asked_again(
    get: Fetch, publisher: Publisher
) -> None:
    def send_head_only(handler: object) -> None:
        handler.send_response(200)  # type: ignore[attr-defined]
        handler.send_header("Content-Length", "9")  # type: ignore[attr-defined]
        handler.end_headers()  # type: ignore[attr-defined]
        handler.rfile.read(1)  # type: ignore[attr-defined]

    publisher.bad_days.append(send_head_only)
    assert get(timeouts=httpx.Timeout(0.3)).path.read_bytes() == ONE


def test_a_compressed_answer_is_refused_since_a_small_one_can_be_endless(
    get: Fetch, publisher: Publisher
) -> None:
    publisher.bad_days.append(answers(200, b"x", Content_Encoding="gzip"))
    with pytest.raises(errors.AddressRefused, match="compressed"):
        get()


def test_two_commands_do_not_fetch_one_list_at_once(get: Fetch, folder: Path) -> None:
    folder.mkdir()
    with (folder / "un.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(errors.AlreadyFetching):
            get()
    assert get().is_new


def test_what_was_fetched_of_another_address_is_not_gone_on_with(
    get: Fetch, publisher: Publisher
) -> None:
    get()
    get(address_of("un", f"{publisher.url}&edition=2"))
    assert "If-None-Match" not in publisher.asked[1]


@pytest.mark.parametrize(
    "error", [each for each in vars(errors).values() if isinstance(each, type)], ids=str
)
def test_every_error_is_one_line(error: type[Exception]) -> None:
    assert "\n" not in " ".join((error.__doc__ or "").split())
