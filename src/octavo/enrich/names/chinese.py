"""Names in Chinese, which has neither capitals nor spaces: by lists, surnames with titles, and foreign syllables.

Foreign names are written with some two hundred characters chosen for their sound. A run of them around a middle dot is
a person; one that comes again, or that the publisher's keywords have, is a name; what stands around tells its kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from octavo.enrich.names.evidence import Label, known
from octavo.enrich.names.gazetteer import countries
from octavo.enrich.names.lexicon import lexicon
from octavo.enrich.names.whereabouts import place_id

Span = tuple[int, int]

_SYLLABLES = (
    "阿埃艾爱安昂奥巴芭白拜班邦包保鲍贝本比彼宾波玻伯博勃布采查柴达戴黛丹当道德登邓迪蒂丁东杜敦顿多厄恩尔法凡范方菲费芬丰冯佛夫弗福"
    "富盖甘冈高戈哥格根贡古圭哈海汉豪赫黑亨洪胡华霍基吉季加佳贾杰捷金津京久卡凯坎康考柯科可克肯孔库夸昆拉莱来赖兰郎朗劳勒雷黎里"
    "理利丽莉立良列林琳龙隆卢鲁路吕伦罗洛马玛迈麦曼芒毛梅门蒙孟米密敏明缪摩莫默姆木穆拿纳娜乃南内尼年涅宁纽农努诺女欧帕派潘庞佩彭"
    "皮匹平珀普奇齐契恰强乔切钦青琼丘全然让仁日荣如儒瑞若萨塞赛桑瑟森沙莎山尚绍舍申圣盛施什史士守舒斯丝司思松苏素绥孙索塔台泰坦汤唐"
    "陶特滕提田帖铁廷通突图托瓦万汪旺威韦维伟魏温文翁沃乌吾武西希锡席喜夏显香向萧肖谢辛欣兴匈休许宣逊雅亚延扬杨耀耶叶伊依以易因英尤于约"
    "热连优蕾斐娅薇妮娃茜绮婕婷姬嘉露弥珊妲葛"
    "月越宰赞早泽曾扎詹张章哲者珍真芝治智中朱珠竺卓兹宗祖佐"
)
_FOREIGN = frozenset(_SYLLABLES)
_JOINED = _FOREIGN | frozenset("·•・-")

SHORTEST, LONGEST = 3, 6
"""Characters of a foreign name that has no dot."""

_AROUND: tuple[tuple[Label, str, str], ...] = (
    (
        "LOC",
        r"(?:在|抵|赴|驻|抵达|前往|离开|首都|返回|位于)$",
        r"^(?:市|省|州|港|岛|国|首都|境内|沿海|总统|外长|总理|政府|国防部|方面|机场|河|大桥)",
    ),
    ("ORG", r"(?:公司|集团|收购)$", r"^(?:公司|集团|半导体|航运|股价|董事会|股东)"),
    ("PER", r"(?:总统|总理|外长|部长|主席|上校|教授|队长|主教练)$", r"^(?:说|表示|称|告诉|先生|女士|教授)"),
)
"""A kind, what stands before names of it, what stands behind them."""


def chinese_spans(text: str, hints: Sequence[str] = ()) -> list[tuple[Span, Label, str]]:
    """Names as spans of the text, which has no words to run over, each with its fullest form; one found once is found
    everywhere. `hints` are the publisher's keywords."""
    spans: dict[Span, Label] = {}
    taken: set[int] = set()
    for span, label in _seen_once(text, hints):
        if taken.isdisjoint(range(*span)):
            spans[span] = label
            taken.update(range(*span))
    names: dict[str, Label] = {text[slice(*span)]: label for span, label in spans.items() if label == "PER"}
    full = {part: name for name in names for part in name.split("·")[-1:] if part != name and len(part) > 1}
    for part in full:
        names[part] = "PER"
    for name in _recurring(text, taken, hints):
        if name not in names:
            names[name] = _kind(text, name)
    for name in sorted(names, key=lambda name: -len(name)):
        for found in re.finditer(re.escape(name), text):
            if taken.isdisjoint(range(*found.span())):
                spans[found.span()] = names[name]
                taken.update(range(*found.span()))
    return [(span, label, full.get(text[slice(*span)], text[slice(*span)])) for span, label in sorted(spans.items())]


def _seen_once(text: str, hints: Sequence[str]) -> Iterator[tuple[Span, Label]]:
    for start, end in _dotted(text):
        shorter = [hint for hint in hints if len(hint) > 2 and hint in text[start:end]]
        yield (start, text.index(shorter[0], start) + len(shorter[0]) if shorter else end), "PER"
    for found in _listed().finditer(text):
        group = found.lastgroup or "listed"
        if group == "before" and found.start() and text[found.start() - 1] in _FOREIGN:
            continue
        name = found.group(group)
        label: Label = "PER"
        if group == "listed":
            label = known(name, "zh") or ("LOC" if place_id(name, "zh") else "ORG")
        yield found.span(group), label


def _dotted(text: str) -> Iterator[Span]:
    """Foreign persons: syllables on both sides of a middle dot."""
    for found in re.finditer(r"(?<=[\u4e00-\u9fff])[·•・][\u4e00-\u9fff·•・-]*", text):
        start, end = found.start(), found.start()
        while start > 0 and text[start - 1] in _FOREIGN and found.start() - start < LONGEST:
            start -= 1
        while end < found.end() and text[end] in _JOINED:
            end += 1
        if start < found.start() and end > found.start() + 1:
            yield start, end


def _recurring(text: str, taken: set[int], hints: Sequence[str]) -> Iterator[str]:
    """Keywords that stand in the text, and runs of foreign syllables that come more than once."""
    yield from (hint for hint in hints if 1 < len(hint) <= 8 and hint in text)
    counts: Counter[str] = Counter()
    for found in re.finditer(f"[{_SYLLABLES}]{{{SHORTEST},}}", text):
        run = found.group()
        if taken.isdisjoint(range(*found.span())) and len(run) <= LONGEST:
            counts[run] += 1
    yield from (run for run, count in counts.items() if count > 1)


def _kind(text: str, name: str) -> Label:
    """What stands around a name, at all its places together; MISC where nothing tells."""
    votes: Counter[Label] = Counter()
    for found in re.finditer(re.escape(name), text):
        before, behind = text[max(0, found.start() - 4) : found.start()], text[found.end() : found.end() + 4]
        for label, left, right in _AROUND:
            votes[label] += bool(re.search(left, before)) + bool(re.search(right, behind))
    label, count = votes.most_common(1)[0] if votes else ("MISC", 0)
    return label if count else "MISC"


@cache
def _listed() -> re.Pattern[str]:
    """Whole names of the lists and of countries, the longest first; then surnames with titles."""
    words = lexicon("zh")
    names = {name for name in countries("zh") if not name.isascii() and len(name) > 1}
    names |= words.place_alone | words.organisation_alone | words.subject_alone
    listed = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    titles = "|".join(map(re.escape, sorted(words.titles, key=lambda name: (-len(name), name))))
    surnames = "".join(words.surnames)
    return re.compile(
        f"(?P<listed>{listed})|(?P<before>[{surnames}][\\u4e00-\\u9fff]{{1,2}})(?=(?:{titles}))"
        f"|(?:{titles})(?P<after>[{surnames}][\\u4e00-\\u9fff]{{2}})"
    )
