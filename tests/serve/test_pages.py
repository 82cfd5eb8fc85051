"""Every page, as a reader without scripts gets it."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest
from tests.serve import newsroom
from tests.serve.client import Browser, scripts_in
from tests.serve.fakes import MemoryStore, Yard, app_of, full_store
from tests.serve.newsroom import NOW

from octavo.news.addresses import WebUrl, article_id
from octavo.news.articles import Block, Image, Link, StoredArticle
from octavo.serve.links import card_path, image_path


def words(page: str) -> str:
    """A page's text as it is read, white space folded."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


def article_about(store: MemoryStore, text: str) -> StoredArticle:
    return next(one for one in store.articles if text in one.card.title)


# ── front ──


def test_front_page_has_an_order_and_an_end(browser: Browser) -> None:
    page = browser.get("/?lang=en").text
    headlines = re.findall(r'class="headline"><a[^>]*>([^<]+)', page)
    assert headlines[0].startswith("Three states agree")
    assert len(headlines) == len(set(headlines))
    assert "That is the news since yesterday evening." in page


def test_front_page_shows_the_browsers_language_unless_asked_otherwise(browser: Browser) -> None:
    arabic, english = "طلبات أحواض", "Shipyard orders"
    assert arabic not in browser.get("/", accept_language="en-GB,en;q=0.8").text
    assert english not in browser.get("/", accept_language="ar").text
    both = browser.get("/?lang=ar,en", accept_language="en").text
    assert arabic in both
    assert english in both
    assert arabic in browser.get("/?lang=all", accept_language="en").text


def test_a_browser_whose_language_has_no_news_gets_all(browser: Browser) -> None:
    assert "طلبات أحواض" in browser.get("/", accept_language="fi").text


def test_a_kept_choice_of_languages_holds_on_other_pages(browser: Browser) -> None:
    assert browser.post("/preferences", {"languages": "ar", "next": "/"}).status == 303
    assert "Three states" not in browser.get("/", accept_language="en").text
    assert "Three states" not in browser.get("/category/world", accept_language="en").text


def test_cards_speak_their_own_language(browser: Browser) -> None:
    page = browser.get("/?lang=all").text
    assert re.search(r'<article class="card [a-z ]+" lang="ar" dir="rtl">', page)
    assert re.search(r'<article class="card [a-z ]+">', page)
    assert re.search(r'<article class="card [a-z ]+" lang="fr" dir="ltr">', browser.get("/?lang=fr").text)


def test_a_page_of_one_direction_runs_in_it(browser: Browser) -> None:
    assert '<div dir="rtl">' in browser.get("/?lang=ar").text
    assert '<div dir="ltr">' in browser.get("/?lang=ar,en").text
    assert '<section class="day" dir="rtl">' in browser.get("/publisher/almarsa.example").text


def test_first_run_offers_editions_and_a_field(browser: Browser) -> None:
    page = Browser(app_of(MemoryStore())).get("/").text
    assert "Nothing is read yet" in page
    assert 'action="/sources/add"' in page
    assert "The world in English" in page


def test_waiting_for_the_first_articles_looks_again(browser: Browser) -> None:
    reply = Browser(app_of(MemoryStore([], newsroom.feeds()))).get("/")
    assert "Octavo is reading 6 feeds" in reply.text
    assert reply.headers["refresh"] == "5"


# ── article ──


def test_article_page_shows_the_whole(browser: Browser, store: MemoryStore) -> None:
    stored = article_about(store, "Three states")
    page = browser.get(card_path(stored.card)).text
    text = words(page)
    for block in stored.article.body:
        assert block.text in page if not block.html else block.html in page
    assert "21 November 2026, 1 h ago" in text
    assert 'title="21 November 2026, 19:03 UTC"' in page
    assert "updated 20 min ago" in text
    assert "edited 2 times" in text
    assert page.count("Read at The Harbour Post") == 2
    assert 'rel="noopener noreferrer external nofollow"' in page
    assert "The text of the treaty" in text
    assert "More from The Harbour Post" in text
    assert f'<link rel="canonical" href="{stored.article.url}">' in page


def test_lists_quotes_tables_and_pictures_are_nested(browser: Browser, store: MemoryStore) -> None:
    stored = article_about(store, "Three states")
    page = browser.get(card_path(stored.card)).text
    assert re.search(r"<li>One coastguard under three flags\s*<ul>\s*<li>its cutters painted white</li>", page)
    assert re.search(r"<ol>\s*<li>Ratify by March</li>", page)
    assert re.search(r"<blockquote><p>Nobody got.*</p><p>We will be back.*</p></blockquote>", page)
    assert '<th scope="col">2026</th>' in page
    assert image_path(stored.card.id, 0, 960, stored.article.image.url) in html.unescape(page)  # type: ignore[union-attr]
    assert f"/image/{stored.card.id}/1/960" in page
    assert "J. Quill / Harbour Post" in page


def test_authors_are_named_in_a_sentence(browser: Browser, store: MemoryStore) -> None:
    page = words(browser.get(card_path(article_about(store, "Shipyard").card)).text)
    assert "By Ines Marlowe, Tobias Fenn and Ada Quill" in page


def test_whose_text_it_is_stands_behind_the_authors_or_alone(store: MemoryStore) -> None:
    stored = article_about(store, "Shipyard")
    for authors, line in (
        (("Ines Marlowe",), "By Ines Marlowe · Meridian in Ras Nadim"),
        ((), "Meridian in Ras Nadim"),
    ):
        told = replace(stored.article, authors=authors, credit="Meridian in Ras Nadim")
        store.articles = [replace(stored, article=told)]
        page = Browser(app_of(store)).get(card_path(stored.card)).text
        (shown,) = re.findall(r'<p class="authors">(.*?)</p>', page, re.DOTALL)
        assert words(shown) == line


def test_further_reading_that_is_in_the_archive_is_read_here(store: MemoryStore) -> None:
    stored, other = article_about(store, "Three states"), article_about(store, "Shipyard")
    known = replace(stored.article, links=(Link(WebUrl(f"{other.article.url}?utm_source=x"), "The shipyard"),))
    store.articles = [replace(stored, article=known), other]
    page = Browser(app_of(store)).get(card_path(stored.card)).text
    assert f'<a href="/article/{other.card.id}">The shipyard</a>' in page


def test_what_the_text_begins_with_is_not_said_twice(store: MemoryStore) -> None:
    stored = article_about(store, "Three states")
    assert stored.article.image is not None
    picture = Block(
        "image", "", image=replace(stored.article.image, url=WebUrl("https://pictures.example/0.jpg?w=400"))
    )
    body = (picture, Block("paragraph", f"{stored.article.standfirst} And more."), *stored.article.body)
    store.articles = [replace(stored, article=replace(stored.article, body=body))]
    page = Browser(app_of(store)).get(card_path(stored.card)).text
    assert page.count(stored.article.standfirst) == 1
    assert f"/image/{stored.card.id}/0/" not in page
    assert f"/image/{stored.card.id}/1/" in page


def test_players_load_nothing_before_they_are_asked(browser: Browser, store: MemoryStore) -> None:
    sound = browser.get(card_path(article_about(store, "drowned").card)).text
    assert '<audio controls preload="none" src="https://valley.example/forest.mp3"' in sound
    assert "24:35" in sound
    film = browser.get(card_path(article_about(store, "Rovers").card)).text
    assert '<video controls preload="none"' in film
    assert "<iframe" not in film
    assert 'href="https://player.example/embed/1"' in film


@pytest.mark.parametrize(
    ("title", "said"), [("water bill", "asks for a subscription"), ("Kessel Pass", "the page itself could not be read")]
)
def test_what_is_not_whole_is_said(browser: Browser, store: MemoryStore, title: str, said: str) -> None:
    assert said in browser.get(card_path(article_about(store, title).card)).text


def test_an_arabic_article_runs_from_the_right(browser: Browser, store: MemoryStore) -> None:
    page = browser.get(quote(card_path(article_about(store, "ثلاث دول").card))).text
    assert '<article class="report" lang="ar" dir="rtl">' in page


def test_a_wrong_or_missing_slug_leads_to_the_right_one(browser: Browser, store: MemoryStore) -> None:
    stored = article_about(store, "Three states")
    for path in (f"/article/{stored.card.id}", f"/article/{stored.card.id}-old-title"):
        reply = browser.get(path)
        assert (reply.status, reply.headers["location"]) == (302, quote(card_path(stored.card)))


def test_publishers_markup_comes_out_of_the_sanitised_field_alone() -> None:
    attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    first = newsroom.articles()[0]
    image = Image(WebUrl("https://x.example/a.jpg"), attack, attack, attack)
    body = (
        Block("paragraph", attack),
        Block("heading", attack, level=2),
        Block("image", "", image=image),
        Block("table", attack, rows=((attack, attack),)),
    )
    article = replace(
        first.article, title=attack, standfirst=attack, authors=(attack,), section=attack, keywords=(attack,), body=body
    )
    card = replace(first.card, title=attack, summary=attack, publisher_name=attack)
    store = MemoryStore([StoredArticle(card, article, first.first_seen, first.revisions)], newsroom.feeds())
    browser = Browser(app_of(store))
    here = quote(card_path(card))
    for path in ("/", here, f"{here}/revisions", "/category/world", f"/publisher/{card.publisher}", "/search?q=script"):
        page = browser.get(path)
        assert page.status == 200, path
        assert scripts_in(page.text) == []
        assert "<img src=x" not in page.text


def test_revisions_show_what_changed(browser: Browser, store: MemoryStore) -> None:
    stored = article_about(store, "Three states")
    page = browser.get(card_path(stored.card) + "/revisions").text
    assert "<del>190</del><ins>214</ins> boats." in page
    assert "<ins> after nine years of talks</ins>" in page
    assert "17 paragraphs unchanged" in page


def test_an_unedited_article_says_so(browser: Browser, store: MemoryStore) -> None:
    page = browser.get(card_path(article_about(store, "water bill").card) + "/revisions").text
    assert "The text is as it was" in page


# ── lists ──


def test_category_page_is_dated_and_goes_on() -> None:
    base = newsroom.articles()[0]
    made = [_copy(base, number) for number in range(70)]
    browser = Browser(app_of(MemoryStore(made, newsroom.feeds())))
    seen: list[str] = []
    path = "/category/world?lang=all"
    while path:
        page = browser.get(path).text
        seen += re.findall(r'class="headline"><a href="/article/(\d+)', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = html.unescape(following[1]) if following else ""
    assert len(seen) == len(set(seen)) == 70
    assert "That is all the archive has here." in page
    assert "Yesterday" in browser.get("/category/world").text


def _copy(base: StoredArticle, number: int) -> StoredArticle:
    shown = NOW - timedelta(hours=number)
    url = f"{base.card.url}/{number}"
    card = replace(base.card, id=article_id(shown, url), url=url, shown=shown, category="world")  # type: ignore[arg-type]
    return replace(base, card=card)


def test_publisher_page_tells_who_it_is(browser: Browser) -> None:
    page = words(browser.get("/publisher/northwire.example").text)
    assert "News agency · Canada · English · owned by Northwire Co-operative · northwire.example" in page


def test_a_publishers_home_that_is_no_web_address_is_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = replace(newsroom.PUBLISHERS[0], home="javascript:alert(1)")
    monkeypatch.setattr(MemoryStore, "publisher", lambda self, publisher: bad)
    assert "javascript:" not in Browser(app_of(full_store())).get("/publisher/harbourpost.example").text


# ── search ──


def test_search_marks_what_it_found(browser: Browser) -> None:
    page = browser.get("/search?q=treaty").text
    assert "The <mark>treaty</mark>, signed at dawn" in page
    assert "2 articles" in page


def test_search_says_what_it_did_not_understand(browser: Browser) -> None:
    page = browser.get("/search?q=unicorn+before%3Asoon").text
    assert "“soon” is no date" in page
    assert "The archive has no article with all of that." in page


def test_search_without_words_tells_how_to_ask(browser: Browser) -> None:
    page = browser.get("/search").text
    assert "How to ask" in page
    assert "no article with all of that" not in page


# ── the rest ──


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/topic/sergei-lavrov", "No such topic"),
        ("/story/123-flood", "No such story"),
        ("/article/123-gone", "No such article"),
        ("/article/nonsense", "No such article"),
        ("/article/99999999999999999999", "No such article"),
        ("/category/gossip", "No such category"),
        ("/publisher/nobody.example", "No such publisher"),
        ("/nowhere", "No such page"),
        ("/sources/9999", "No such page"),
        ("/sources/99999999999999999999", "No such page"),
        ("/sources/found/12", "No such page"),
        ("/static/0000000000/css/design.css", "No such page"),
        ("/static/../../pyproject.toml", "No such page"),
    ],
)
def test_missing_pages_are_pages_too(browser: Browser, path: str, title: str) -> None:
    reply = browser.get(path)
    assert reply.status == 404
    assert f"<h1>{title}</h1>" in reply.text


def test_a_fault_of_ours_is_a_page_with_headers(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: MemoryStore, *given: object) -> None:
        raise RuntimeError("the disk is on fire")

    monkeypatch.setattr(MemoryStore, "languages", broken)
    reply = Browser(app_of(full_store())).get("/")
    assert reply.status == 500
    assert "A fault in Octavo" in reply.text
    assert "on fire" not in reply.text
    assert "default-src 'none'" in reply.headers["content-security-policy"]


def test_health_robots_and_head(browser: Browser) -> None:
    assert browser.get("/healthz").text == '{"status":"ok","version":"0.1.0"}'
    assert "Disallow: /" in browser.get("/robots.txt").text
    assert browser.ask("HEAD", "/").status == 200


def test_the_design_is_served_under_its_hash_for_a_year(browser: Browser) -> None:
    found = re.search(r'href="(/static/[0-9a-f]{10}/css/design\.css)"', browser.get("/").text)
    assert found
    reply = browser.get(found[1])
    assert reply.headers["content-type"].startswith("text/css")
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert b"/*" not in reply.body


def test_theme_is_a_form_and_a_cookie(browser: Browser) -> None:
    assert "data-theme" not in browser.get("/").text
    reply = browser.post("/preferences", {"theme": "dark", "next": "/category/world?lang=ar"})
    assert (reply.status, reply.headers["location"]) == (303, "/category/world?lang=ar")
    assert '<html lang="en" dir="ltr" data-theme="dark">' in browser.get("/").text
    browser.post("/preferences", {"theme": "auto"})
    assert "data-theme" not in browser.get("/").text


def test_the_sample_newsroom_is_said_on_every_page(store: MemoryStore) -> None:
    yard = Yard(store, sample=True)
    browser = Browser(app_of(store, yard))
    paths = ("/", "/category/world", "/search", "/sources", "/dashboard", "/nowhere", card_path(store.articles[0].card))
    for path in paths:
        assert "places, people and events are invented" in browser.get(path).text, path
    assert browser.post("/sources/sample/remove").status == 303
    assert ("remove_sample",) in store.calls
    assert "invented" not in browser.get("/").text


def test_links_into_the_sample_newsroom_stay_here(store: MemoryStore) -> None:
    stored = article_about(store, "Three states")
    store.articles = [replace(stored, card=replace(stored.card, sample=True))]
    page = Browser(app_of(store)).get(card_path(stored.card)).text
    assert 'href="/sample/harbourpost.example/news/0"' in page


@pytest.mark.parametrize("path", ["/", "/category/world", "/sources", "/dashboard", "/search", "/nowhere"])
def test_nothing_is_loaded_from_elsewhere(browser: Browser, path: str) -> None:
    page = browser.get(path).text
    assert not re.search(r'(?:src|srcset)="(?!/)', page)
    assert scripts_in(page) == []
    assert "style=" not in page


# ── pictures ──


def test_pictures_come_through_octavo(browser: Browser, store: MemoryStore) -> None:
    stored = article_about(store, "Three states")
    for number in (0, 1):
        reply = browser.get(f"/image/{stored.card.id}/{number}/320?v=1")
        assert reply.status == 200
        assert reply.headers["content-type"] == "image/jpeg"
        assert reply.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "immutable" in reply.headers["cache-control"]


@pytest.mark.parametrize("tail", ["2/320", "-1/320", "0/321", "0/1000000", "x/320"])
def test_other_pictures_and_widths_are_not(browser: Browser, store: MemoryStore, tail: str) -> None:
    stored = article_about(store, "Three states")
    assert browser.get(f"/image/{stored.card.id}/{tail}").status == 404


def test_a_picture_that_cannot_be_had_is_no_fault_of_the_page(store: MemoryStore) -> None:
    first = article_about(store, "Three states")
    broken = replace(first.article, image=Image(WebUrl("https://broken.example/a.jpg")))
    store.articles = [replace(first, article=broken)]
    reply = Browser(app_of(store)).get(f"/image/{first.card.id}/0/320")
    assert (reply.status, reply.headers["content-type"]) == (502, "image/svg+xml")
    assert "immutable" not in reply.headers["cache-control"]
