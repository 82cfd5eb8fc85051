"""What publishers call their elements: what class, id and role say an element is for.

Names are taken apart into words (`articleBody__inner--wide` is article body inner wide), for publishers everywhere name
their parts with the same few words. The words are those of many publishers' pages in several languages; no rule is one
publisher's.
"""

from __future__ import annotations

import re
from functools import lru_cache

from octavo.text.tree import Element


class Part:
    """What an element's names say of it: bits of one number, for they are asked millions of times."""

    NOTHING = 0
    APART = 1
    """Not the article's text: teasers, sharing, notices, bylines, advertisements; unless it holds most of the text."""
    HARD = 2
    """Apart however much text there is: readers' comments, consent, what surrounds the page."""
    SOFT = 4
    """Apart where it is little more than links: "teaser" is one publisher's promo and another's standfirst."""
    BODY = 8
    """The article's text."""
    STANDFIRST = 16
    """The summary under the headline."""
    CAPTION = 32
    """What is said of a picture or video."""
    PAYWALL = 64
    """A barrier, or a notice that the rest is for subscribers."""
    RELATED = 256
    """Other articles on the subject."""
    BYLINE = 128
    """Who wrote it."""
    CREDIT = 512
    """Whose text it is: an agency's."""


# Vocabularies: one regular expression a word; `_` stands for the blank between two words of one name.

_HARD = r"""
    comments? commentlist commentaires? kommentare? comentarios? disqus livefyre viafoura respond
    cookies? cookie_?(?:banner|consent|notice|law) consent gdpr ccpa onetrust ot_sdk ot_pc didomi usercentrics
    sp_message cmp qc_cmp privacy_(?:center|manager|settings|notice|popup)
    outbrain taboola
"""
_APART = r"""
    related\w* recirc\w* recommend\w* reco promos? promo\w* upsell crosslinks? also
    most_(?:read|viewed|popular|commented)
    mostread popular trending latest headlines
    (?:read|more|see)_(?:more|next|also|on|from|stories|news|articles|about|like|of)
    readmore morefrom moreon next_(?:article|up|story|post) prev(?:ious)? nextprev post_navigation pagination pager
    suggested suggestions? similar jp_relatedposts yarpp ligatus plista dianomi zergnet revcontent nativo
    (?:stories|article|card|cards)_list carousel slider ticker rail river playlist up_?next crossreference cross_?link
    link_?list linkbox infobox_links inline_?links? internallink storylinks? rellinks

    share\w* sharing sharebar sharedaddy social socials socialmedia addthis\w* addtoany\w* shariff follow followus
    like_button reactions? ratings? vote voting polls? survey quiz feedback bookmark print_button printer email_this

    nav navi navbar navigation navigator footer menus? submenu breadcrumbs? crumbs? sitefooter foot sidebar\w*
    side_bar masthead topbar toolbar\w*
    toolbox search searchform sitemap skip skiplink jump toc table_of_contents

    newsletters? newslettersignup subscribe subscriptions? subscriber abo sign_?up sign_?in log_?in register
    registration paywall piano
    barrier regwall meter cookiebanner privacy modal pop_?up overlay lightbox dialog tooltip toast banner bannerad
    notification push alertbox disclaimer copyright legal call_to_action cta app_promo appdownload donat(?:e|ion)
    support_us membership

    ads? adv advert adverts advertis\w* advertorial adbox adslot adunit adsense adsbygoogle adwrapper adcontainer
    dfp gpt
    sponsor\w* partner promoted affiliates? commercial shopping publicidad publicite pub werbung anzeige reklame

    byline\w* bylines authors? author\w* autor autoren auteurs? autores writer contributors? bio biography profile
    tags?
    taglist tagcloud tagged topics? topiclist keywords? categories category_list meta metadata metas postmeta
    timestamp
    dateline datetime date pubdate published publish_?date updated time datum fecha reading_?time read_?time duration
    kicker overline eyebrow pull_?quotes? audio_player listen tts text_?to_?speech read_?aloud speech player_controls

    hidden hide invisible visually_?hidden sr_only screen_?reader(?:_text)? noprint no_print print_only printonly
    placeholder skeleton
"""
_SOFT = r"""
    widgets? teaser\w* \w*teaser cards? tiles? header aside box infobox factbox fact_box embed module figure media
    gallery
"""
_BODY = r"""
    (?:article|story|post|entry|news|blog|page|main|body|detail|content)_?(?:body|content|text|copy)
    article_(?:main|detail|inner) entry body_?(?:text|copy) rich_?text wysiwyg articulo
    artikel(?:_?(?:text|inhalt|body))?
    texte cuerpo corpo td_post_content single_content newstext maintext paragraphs
"""
_STANDFIRST = r"""
    stand_?first sub_?titles? sub_?headlines? sub_?heads? sub_?headings? deks? deck leads? ledes? lead_?text
    lead_?in intro
    introduction excerpt summary abstract chapo chapeau vorspann ingress manchet sumario entradilla bajadas?
    sottotitolo
    sommario occhiello teaser_?text preamble underrubrik resumo linha_fina perex tagline description
"""
_CAPTION = r"""
    captions? figcaption cutlines? credits? legend legende bildunterschrift image_info img_?(?:info|descr?|caption)
    (?:image|photo|picture)_?(?:info|credit|caption|descr?|description) wp_caption_text
"""
_PAYWALL = r"""
    paywall regwall piano barrier premium_(?:wall|barrier) subscription_(?:wall|required|prompt) subscriber_only
    locked
"""
_BYLINE = (
    r"byline\w* by_line authors? author\w* autor autoren auteurs? autores writer reporter redaktion firma signature"
)

_RELATED = r"related\w* read_(?:more|next|also) further_reading more_on see_also"

_CREDIT = re.compile(
    r"(?!.*\b(?:image|img|photos?|pictures?|pic|video|audio|media|caption|\w*quote|open|code|data|ads?|footer|location)\b)"
    r"(?:\w+ ){0,2}(?:agenc(?:y|ies|ias?|es?)|agentur(?:en)?|agenzia|source)(?: name| \w*\d\w*| \w{1,2})*"
)
"""A whole name, with what styling adds to it: of anything else, a source is a picture's or a program's."""

_LAYOUT = re.compile(
    r"\b(?:has|have|with|without|no|and|is|hide|show|left|right) (?:\w+ )?"
    r"(?:sidebar|rail|nav|ads?|share|social|comments?|author|meta|date|banner|footer|related)\b|"
    r"\bsidebar (?:grid|layout|none|left|right)(?: (?:container|content))?\b|"
    r"^(?:overflow|sm|md|lg|xl|xs|tablet|mobile|desktop|print|js|dark|group|peer|backface|bg|text|category|cat|"
    r"format|status|"
    r"type|postid) .*|\blabel (?:hidden|above|inline|visually)\b|^elementor (?:widget|column|section|element|inner|row)"
    r"(?: (?:wrap|container|text editor|populated|heading|theme post content|image|element))*(?: \w{6,8})?$|^tag "
    r"(?!list|cloud|link|item|container|wrap).*"
)
"""Names that describe how a page is laid out, on elements that hold all of it, and classes that only style."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_MOST_WORDS = 7
"""A longer name is a headline made into an id."""
_LONGEST = 600
_SAID_IN = ("id", "data-testid", "data-component", "data-qa", "data-type", "role")


def _pattern(vocabulary: str) -> re.Pattern[str]:
    words = "|".join(vocabulary.split()).replace("_?", "[ ]?").replace("_", " ")
    return re.compile(rf"(?:^| )(?:{words})(?= |$)")


_PATTERNS = (
    (_pattern(_HARD), Part.HARD | Part.APART),
    (_pattern(_APART), Part.APART),
    (_pattern(_SOFT), Part.SOFT),
    (_pattern(_BODY), Part.BODY),
    (_pattern(_STANDFIRST), Part.STANDFIRST),
    (_pattern(_CAPTION), Part.CAPTION),
    (_pattern(_PAYWALL), Part.PAYWALL),
    (_pattern(_BYLINE), Part.BYLINE),
    (_pattern(_RELATED), Part.RELATED),
)


def part_of(element: Element) -> int:
    """What an element's class, id and test names say it is: bits of Part."""
    attributes = element.attributes
    if not attributes:
        return Part.NOTHING
    names = attributes.get("class") or ""
    for name in _SAID_IN:
        if name in attributes:
            names += f" {attributes[name]}"
    return _of_names(names[:_LONGEST]) if names else Part.NOTHING


@lru_cache(maxsize=20_000)
def _of_names(names: str) -> int:
    said = [_of_name(name) for name in names.split()]
    parts = Part.NOTHING
    for one in said:
        parts |= one
    # Within one name the more particular word decides (article-content__sign-up); of several names the article's.
    if any(one & Part.BODY and not one & Part.APART for one in said):
        return parts & ~(Part.APART | Part.HARD)
    return parts & ~Part.BODY if parts & Part.APART else parts


@lru_cache(maxsize=50_000)
def _of_name(name: str) -> int:
    words = _LAYOUT.sub(" ", _NOT_WORD.sub(" ", _CAMEL.sub(" ", name).lower()).strip())
    part = Part.NOTHING
    if words.count(" ") >= _MOST_WORDS:
        return part
    for pattern, meaning in _PATTERNS:
        if pattern.search(words):
            part |= meaning
    return part | Part.CREDIT if _CREDIT.fullmatch(words) else part
