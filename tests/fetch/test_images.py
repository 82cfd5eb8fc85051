"""Pictures: fetched once, made small and harmless, kept within bounds."""

import asyncio
import errno
import io
import os
import struct
import time
import zlib
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageCms
from tests.cost import within
from tests.fetch.doubles import FakeTime, fetching
from tests.site import Reply

from octavo.fetch import ImageProxy
from octavo.fetch.images import LADDER
from octavo.fetch.kept import KeptFiles
from octavo.fetch.pictures import NotAPicture, shrink
from octavo.news.articles import Image
from octavo.news.errors import FetchError, ForbiddenAddress, HostBusy, HttpStatus, OutOfTime, TooLarge

URL = "http://pictures.test/lead.jpg"


def picture(form: str = "JPEG", size: tuple[int, int] = (1200, 800), mode: str = "RGB", **options) -> bytes:
    out = io.BytesIO()
    made = Pillow.linear_gradient("L").resize(size).convert(mode)
    made.save(out, form, **options)
    return out.getvalue()


def opened(data: bytes) -> Pillow.Image:
    made = Pillow.open(io.BytesIO(data))
    made.load()
    return made


def full(path: Path, target: Path) -> Path:
    raise OSError(errno.ENOSPC, "No space left on device")


class Here:
    """A processor that works in place."""

    def __init__(self) -> None:
        self.runs = 0

    async def run(self, function, *args, **kwargs):
        self.runs += 1
        await asyncio.sleep(0)
        return function(*args, **kwargs)


class TestShrink:
    @pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
    @pytest.mark.parametrize("mode", ["RGB", "L"])
    def test_raster_formats_become_webp_of_the_width(self, form, mode):
        made = opened(shrink(picture(form, mode=mode), 320))
        assert (made.format, made.size) == ("WEBP", (320, 213))

    @pytest.mark.parametrize(("form", "mode"), [("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"), ("PNG", "LA"),
                                                ("JPEG", "CMYK"),
                                                ("PNG", "RGBA"), ("GIF", "P")])  # fmt: skip
    def test_every_kind_of_pixel(self, form, mode):
        out = io.BytesIO()
        Pillow.new(mode, (100, 50)).save(out, form)
        assert opened(shrink(out.getvalue(), 640)).size == (100, 50)

    def test_sixteen_bit_grey_is_not_clipped_to_white(self):
        out = io.BytesIO()
        Pillow.new("I;16", (20, 20), 0x4000).save(out, "PNG")
        assert abs(opened(shrink(out.getvalue(), 64)).convert("L").getpixel((10, 10)) - 0x40) <= 2

    def test_small_ones_are_not_blown_up(self):
        assert opened(shrink(picture(size=(90, 60)), 640)).size == (90, 60)

    def test_transparency_stays(self):
        out = io.BytesIO()
        Pillow.new("RGBA", (50, 50), (255, 0, 0, 0)).save(out, "PNG")
        assert opened(shrink(out.getvalue(), 640)).convert("RGBA").getpixel((5, 5))[3] == 0

    def test_metadata_goes(self):
        exif = Pillow.Exif()
        exif[0x010E] = "taken at home"
        exif[0x8825] = {1: "N", 2: (52.0, 31.0, 0.0)}
        data = picture(exif=exif, comment=b"taken at home", xmp=b"<x:xmpmeta>taken at home</x:xmpmeta>")
        assert b"taken at home" in data
        made = shrink(data, 320)
        assert b"taken at home" not in made
        assert not opened(made).getexif()
        assert "icc_profile" not in opened(made).info

    def test_orientation_is_applied_before_it_goes(self):
        exif = Pillow.Exif()
        exif[0x0112] = 6
        assert opened(shrink(picture(size=(600, 300), exif=exif), 640)).size == (300, 600)

    @pytest.mark.parametrize(
        "profile", [ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), b"rubbish"]
    )
    def test_colour_profiles_are_applied_where_they_can_be(self, profile):
        assert opened(shrink(picture(icc_profile=profile), 320)).mode == "RGB"

    def test_only_the_first_frame_is_kept(self):
        out = io.BytesIO()
        frames = [Pillow.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
        frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
        assert getattr(opened(shrink(out.getvalue(), 64)), "n_frames", 1) == 1

    def test_what_is_appended_goes(self):
        assert b"<script>" not in shrink(picture() + b"<script>alert(1)</script>", 320)

    @pytest.mark.parametrize(
        "data",
        [
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            b"<html>not found</html>",
            b"",
            b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n",
            b"%PDF-1.7\n",
            picture("TIFF"),
            picture("ICO", size=(32, 32)),
            picture("PPM"),
        ],
        ids=["CVE-2025-31136 SVG", "html", "empty", "eps", "pdf", "tiff", "ico", "ppm"],
    )
    def test_other_formats_are_refused(self, data):
        with pytest.raises(NotAPicture, match="no picture of a kind"):
            shrink(data, 320)

    def test_pixel_bomb(self):
        def chunk(kind: bytes, data: bytes) -> bytes:
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        for side in (10_000, 50_000):
            head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
            data = (
                b"\x89PNG\r\n\x1a\n"
                + chunk(b"IHDR", head)
                + chunk(b"IDAT", zlib.compress(bytes(1000)))
                + chunk(b"IEND", b"")
            )
            within(1, partial(self.refused, data))

    @staticmethod
    def refused(data):
        with pytest.raises(NotAPicture, match="far too large"):
            shrink(data, 320)

    def test_a_dot_that_counts_readers_is_refused(self):
        with pytest.raises(NotAPicture, match="counts readers"):
            shrink(picture("GIF", size=(1, 1)), 320)

    @pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
    def test_a_truncated_picture_is_damaged(self, form):
        data = picture(form)
        with pytest.raises(NotAPicture):
            shrink(data[: len(data) // 2], 320)

    @pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
    @given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=10))
    @settings(max_examples=40, deadline=None)
    def test_mutated_pictures_are_shown_or_refused(self, form, changes):
        data = bytearray(picture(form, size=(40, 30)))
        for at, value in changes:
            data[at % len(data)] = value
        with suppress(NotAPicture):
            assert opened(shrink(bytes(data), 64)).width <= 64


@pytest.fixture
def proxy(site, tmp_path):
    """A function of what to do with an ImageProxy over the site."""

    def use(work, *, max_bytes: int = 10 << 20, processor=None, monotonic=time.monotonic, **given):
        async def main():
            async with fetching(site, per_host=4, **given) as fetch:
                images = ImageProxy(fetch, processor or Here(), tmp_path / "images", max_bytes, monotonic=monotonic)
                try:
                    return await work(images)
                finally:
                    await images.close()

        return asyncio.run(main())

    return use


class TestProxy:
    def test_a_picture_comes_small_and_is_kept(self, site, proxy):
        site[URL] = Reply(picture(), type="image/jpeg")

        async def twice(images):
            return [await images.get(Image(URL), 640) for _ in range(2)]

        first, second = proxy(twice)
        assert first == second
        assert first[1] == "image/webp"
        assert opened(first[0]).width == 640
        assert proxy(twice)[0] == first
        assert site.count(URL) == 1

    @pytest.mark.parametrize(("asked", "given"), [(64, 64), (100, 64), (639, 480), (640, 640), (9999, 1920), (1, 64)])
    def test_widths_are_rounded_down_to_a_ladder(self, site, proxy, asked, given):
        site[URL] = Reply(picture(size=(3000, 200)))
        made, _ = proxy(lambda images: images.get(Image(URL), asked))
        assert opened(made).width == given
        assert given in LADDER

    def test_readers_of_one_page_share_one_fetch(self, site, proxy):
        site[URL] = Reply(picture(), delay=0.05)
        here = Here()

        async def together(images):
            return await asyncio.gather(*(images.get(Image(URL), 640) for _ in range(8)))

        assert len({data for data, _ in proxy(together, processor=here)}) == 1
        assert (site.count(URL), here.runs) == (1, 1)

    def test_a_reader_who_leaves_takes_nothing_from_the_others(self, site, proxy):
        site[URL] = Reply(picture(), delay=0.05)

        async def main(images):
            first = asyncio.create_task(images.get(Image(URL), 640))
            await asyncio.sleep(0.02)
            second = asyncio.create_task(images.get(Image(URL), 640))
            await asyncio.sleep(0)
            first.cancel()
            return await second

        assert proxy(main)[1] == "image/webp"
        assert site.count(URL) == 1

    def test_cve_2025_46339_pictures_of_different_addresses_and_widths_never_mix(self, site, proxy):
        for number, colour in enumerate(("red", "blue")):
            out = io.BytesIO()
            Pillow.new("RGB", (700, 20), colour).save(out, "PNG")
            site[f"http://pictures.test/?{number}"] = Reply(out.getvalue())

        async def main(images):
            return {
                (await images.get(Image(f"http://pictures.test/?{number}"), width))[0]
                for number in range(2)
                for width in (320, 640)
            }

        assert len(proxy(main)) == 4

    @pytest.mark.parametrize(
        ("reply", "kind", "again_after"),
        [
            (Reply(status=404), HttpStatus, 86400),
            (Reply(status=500), HttpStatus, 300),
            (Reply(b"<svg/>"), NotAPicture, 86400),
            (Reply(b"x", headers=[("Content-Length", str(1 << 30))]), TooLarge, 86400),
        ],
    )
    def test_failures_are_remembered_for_a_while(self, site, proxy, reply, kind, again_after):
        site[URL] = reply
        now = FakeTime()

        async def main(images):
            asked = []
            for wait in (0, 1, again_after):
                now.now += wait
                with pytest.raises(kind):
                    await images.get(Image(URL), 640)
                asked.append(site.count(URL))
            return asked

        assert proxy(main, monotonic=now.monotonic) == [1, 1, 2]

    def test_a_picture_that_breaks_the_pool_is_remembered_too(self, site, proxy):
        site[URL] = Reply(picture())

        class Breaks:
            async def run(self, function, *args, **kwargs):
                raise OutOfTime("too long")

        async def main(images):
            for _ in range(2):
                with pytest.raises(OutOfTime):
                    await images.get(Image(URL), 640)

        proxy(main, processor=Breaks())
        assert site.count(URL) == 1

    def test_a_full_disk_costs_the_reader_nothing(self, site, proxy, monkeypatch):
        site[URL] = Reply(picture())
        monkeypatch.setattr(Path, "replace", full)
        assert proxy(lambda images: images.get(Image(URL), 640))[1] == "image/webp"

    def test_a_busy_host_is_no_failure(self, tmp_path):
        class Busy:
            async def get(self, ask):
                raise HostBusy("later", retry_after=5)

        async def main():
            images = ImageProxy(Busy(), Here(), tmp_path, 1 << 20)
            with pytest.raises(HostBusy):
                await images.get(Image(URL), 640)
            return images._lately_failed(URL)

        assert asyncio.run(main()) is None

    @pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "169.254.169.254"])
    def test_cve_2026_21885_pictures_go_by_the_guarded_way(self, site, canary, proxy, host):
        with pytest.raises(ForbiddenAddress):
            proxy(lambda images: images.get(Image(f"http://{host}:{canary.port}/"), 640))
        site[URL] = Reply(status=302, location=f"http://{host}:{canary.port}/")
        with pytest.raises(ForbiddenAddress):
            proxy(lambda images: images.get(Image(URL), 640))
        assert canary.visits == 0

    def test_the_folder_stays_within_its_bound(self, site, proxy, tmp_path):
        for number in range(30):
            site[f"http://pictures.test/{number}"] = Reply(picture(size=(400 + number, 300)))

        async def main(images):
            for number in range(30):
                await images.get(Image(f"http://pictures.test/{number}"), 640)

        one = len(shrink(picture(size=(400, 300)), 640))
        proxy(main, max_bytes=10 * one)
        total = sum(path.stat().st_size for path in (tmp_path / "images").rglob("*.webp"))
        assert 4 * one < total <= 10 * one


class TestKeptFiles:
    def test_the_least_lately_read_go_first(self, tmp_path):
        files = KeptFiles(tmp_path, 1000, suffix=".x")
        for number, key in enumerate("abc"):
            files.write(key * 4, b"x" * 300)
            os.utime(tmp_path / (key * 2) / f"{key * 4}.x", (number, number))
        assert files.read("aaaa")
        files.write("dddd", b"x" * 300)
        assert [key for key in "abcd" if files.read(key * 4)] == ["a", "c", "d"]

    def test_what_was_there_at_the_start_counts(self, tmp_path):
        KeptFiles(tmp_path, 1000, suffix=".x").write("aaaa", b"x" * 800)
        files = KeptFiles(tmp_path, 1000, suffix=".x")
        files.write("bbbb", b"x" * 800)
        assert sum(path.stat().st_size for path in tmp_path.rglob("*.x")) <= 1000

    def test_what_is_too_large_is_not_kept(self, tmp_path):
        files = KeptFiles(tmp_path, 1000, suffix=".x")
        files.write("aaaa", b"x" * 2000)
        assert files.read("aaaa") is None

    def test_a_write_that_fails_leaves_nothing(self, tmp_path, monkeypatch):
        monkeypatch.setattr(Path, "replace", full)
        with pytest.raises(OSError, match="No space"):
            KeptFiles(tmp_path, 1000, suffix=".x").write("aaaa", b"x")
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_failures_are_told_as_the_contract_says():
    assert issubclass(NotAPicture, FetchError)
