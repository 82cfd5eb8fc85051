"""What publishers call their elements: what class, id and role say an element is for.

Names are taken apart into words (`articleBody__inner--wide` is article body inner wide), for publishers everywhere name
their parts with the same few words. The words were collected by reading pages of many publishers; none is one publisher's.
"""

from __future__ import annotations

import re
from enum import IntFlag, auto
from functools import lru_cache

from octavo.text.tree import Element


class Part(IntFlag):
    """What an element's names say of it."""

    NOTHING = 0
    APART = auto()
    """Not the article's text: teasers, sharing, comments, notices, bylines, advertisements."""
    BODY = auto()
    """The article's text."""
    STANDFIRST = auto()
    """The summary under the headline."""
    CAPTION = auto()
    """What is said of a picture or video."""
    COMMENTS = auto()
    PAYWALL = auto()
    """A barrier, or a notice that the rest is for subscribers."""
    SOFT = auto()
    """Apart where it is little more than a link: "teaser" is a promo for one publisher and the standfirst for another."""


_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_WORD = re.compile(r"[^a-z0-9]+")

_COMMENTS = (
    r"comments?|commentlist|commentaires?|kommentare?|comentarios?|disqus|respond|livefyre|coral|opinary|viafoura"
)
_APART = (
    # Other articles
    r"related|relateds?|recirc\w*|recommend\w*|recommended|reco|promos?|promo\w*|upsell|crosslinks?|also|"
    r"most (?:read|viewed|popular|commented)|mostread|popular|trending|latest|headlines|(?:read|more|see) (?:more|next|also|on|from|stories|news|articles|about|like|of)|"
    r"readmore|morefrom|moreon|next (?:article|up|story|post)|prev(?:ious)?|nextprev|post navigation|pagination|pager|"
    r"suggested|suggestions?|similar|relatedposts|jp relatedposts|yarpp|outbrain|taboola|ligatus|plista|dianomi|zergnet|"
    r"revcontent|nativo|stories list|article list|card(?:s)? list|carousel|slider|ticker|rail|river|playlist|up ?next|"
    r"crossreference|cross ?link|link ?list|linkbox|infobox links|inline ?link|inlinelinks|internallink|storylinks?|rellinks|"
    # Sharing and reaction
    r"share\w*|sharing|sharebar|sharedaddy|social|socials|socialmedia|addthis\w*|addtoany\w*|shariff|follow|followus|like button|"
    r"reactions?|rating|ratings|vote|voting|poll|polls|survey|quiz|feedback|bookmark|print button|printer|email this|"
    # The site around it
    r"nav|navi|navbar|navigation|navigator|menu|menus|submenu|breadcrumbs?|crumbs?|footer|sitefooter|foot|sidebar\w*|side bar|"
    r"masthead|topbar|toolbar\w*|toolbox|widget|widgets|search|searchform|sitemap|skip|skiplink|jump|toc|table of contents|"
    # Notices
    r"newsletters?|newslettersignup|subscribe|subscription|subscriptions|subscriber|abo|signup|sign up|signin|login|log in|register|"
    r"registration|paywall|piano|barrier|regwall|meter|cookies?|cookiebanner|consent|gdpr|cmp|onetrust|privacy|modal|popup|pop up|"
    r"overlay|lightbox|dialog|tooltip|toast|banner|bannerad|notification|push|alertbox|disclaimer|copyright|legal|"
    r"call to action|cta|app promo|appdownload|donate|donation|support us|membership|"
    # Advertisements
    r"ads?|adv|advert|adverts|advertis\w*|advertorial|adbox|adslot|adunit|adsense|adsbygoogle|adwrapper|adcontainer|dfp|gpt|"
    r"sponsor\w*|partner|promoted|affiliate|affiliates|commercial|shopping|publicidad|publicite|pub|werbung|anzeige|reklame|"
    # About the article
    r"byline\w*|bylines|authors?|author\w*|autor|autoren|auteurs?|autores|writer|contributors?|bio|biography|profile|tags?|taglist|tagcloud|"
    r"tagged|topics?|topiclist|keywords?|categories|category list|meta|metadata|metas|postmeta|timestamp|dateline|datetime|date|"
    r"pubdate|published|publish ?date|updated|time|datum|fecha|reading ?time|read ?time|duration|kicker|overline|eyebrow|"
    r"pull ?quote|pullquotes?|audio player|listen|tts|text ?to ?speech|read ?aloud|speech|player controls|"
    # Not shown
    r"hidden|hide|invisible|visually ?hidden|visuallyhidden|sr only|screen ?reader(?: text)?|noprint|no print|print only|printonly|"
    r"placeholder|skeleton|lazyload placeholder"
)
_SOFT = r"teaser\w*|\w*teaser|cards?|tile|tiles|header|aside|box|infobox|factbox|fact box|embed|module|figure|media|gallery"
_BODY = (
    r"article ?(?:body|content|text|copy|main|detail|inner)|articlebody|articletext|articlecontent|story ?(?:body|content|text|copy)|"
    r"storybody|storytext|storycontent|(?:post|entry|news|blog|page|main|body|detail|content) ?(?:body|content|text|copy)|"
    r"entry|body ?(?:text|copy)|bodytext|richtext|rich text|wysiwyg|articulo|artikel(?:text|inhalt|body)|texte|cuerpo|corpo|"
    r"td post content|single content|newstext|maintext|paragraphs"
)
_STANDFIRST = (
    r"standfirst|stand ?first|sub ?titles?|sub ?headlines?|sub ?heads?|sub ?headings?|deks?|deck|leads?|ledes?|lede|lead ?text|"
    r"intro|introduction|excerpt|summary|abstract|chapo|chapeau|vorspann|ingress|manchet|sumario|entradilla|bajada|bajadas|"
    r"sottotitolo|sommario|occhiello|teasertext|lead ?in|preamble|underrubrik|resumo|linha fina|perex|tagline|description"
)
_CAPTION = r"captions?|figcaption|credits?|legend|legende|bildunterschrift|image info|photo ?(?:info|credit|caption)|wp caption text"
_PAYWALL = r"paywall|regwall|piano|barrier|premium (?:wall|barrier)|subscription (?:wall|required|prompt)|subscriber only|locked"


_LAYOUT = re.compile(
    r"\b(?:has|have|with|without|no|and|is|hide|show|left|right) (?:\w+ )?(?:sidebar|rail|nav|ads?|share|social|comments?|author|meta|date|banner|"
    r"footer|related)\b|\bsidebar (?:grid|layout|none|left|right)(?: (?:container|content))?\b|"
    r"^(?:overflow|sm|md|lg|xl|xs|tablet|mobile|desktop|print|js|dark|group|peer|backface)\b.*"
)
"""Names that describe how a page is laid out, on elements that hold all of it, and classes that only style."""


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^| )(?:{words.replace(' ?', '[ ]?')})(?= |$)")


_PATTERNS = (
    (_pattern(_COMMENTS), Part.COMMENTS | Part.APART),
    (_pattern(_APART), Part.APART),
    (_pattern(_SOFT), Part.SOFT),
    (_pattern(_BODY), Part.BODY),
    (_pattern(_STANDFIRST), Part.STANDFIRST),
    (_pattern(_CAPTION), Part.CAPTION),
    (_pattern(_PAYWALL), Part.PAYWALL),
)


def words(names: str) -> str:
    """Names as words: lower case, one blank between."""
    return _NOT_WORD.sub(" ", _CAMEL.sub(" ", names).lower()).strip()


@lru_cache(maxsize=20_000)
def _part(names: str) -> Part:
    said = [_of_name(name) for name in names.split()]
    parts = Part.NOTHING
    for one in said:
        parts |= one
    # Within one name the more particular word decides (article-content__sign-up); of several names the article's.
    if any(Part.BODY in one and Part.APART not in one for one in said):
        parts &= ~Part.APART
    elif Part.APART in parts:
        parts &= ~Part.BODY
    return parts


@lru_cache(maxsize=50_000)
def _of_name(name: str) -> Part:
    said = _LAYOUT.sub(" ", words(name))
    part = Part.NOTHING
    for pattern, meaning in _PATTERNS:
        if pattern.search(said):
            part |= meaning
    return part


def part_of(element: Element) -> Part:
    """What an element's class, id and test names say it is."""
    attributes = element.attributes
    if not attributes:
        return Part.NOTHING
    names = " ".join(
        value[:200]
        for name in ("class", "id", "data-testid", "data-component", "data-qa", "data-type", "role")
        if (value := attributes.get(name))
    )
    return _part(names) if names else Part.NOTHING
