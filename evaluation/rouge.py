"""ROUGE-LSum (Lin 2004), as the package rouge-score counts it, but for words of any script and twenty times as fast.

For each line of the gold text, the union of its longest common subsequences with all lines of the found one; a word
counts no more often than both texts have it. A line that is found word for word needs no comparing: nothing adds to it.
"""

from __future__ import annotations

from collections import Counter

from evaluation.compare import f1, tokens


def rouge_lsum(gold: str, found: str) -> float:
    """F1 of two texts whose lines are their sentences."""
    true = [line for text in gold.split("\n") if (line := tokens(text.lower()))]
    predicted = [line for text in found.split("\n") if (line := tokens(text.lower()))]
    in_true = Counter(word for line in true for word in line)
    in_predicted = Counter(word for line in predicted for word in line)
    whole = {tuple(line) for line in predicted}
    sizes = in_true.total(), in_predicted.total()
    hits = 0
    for line in true:
        for word in line if tuple(line) in whole else _union(line, predicted):
            if in_true[word] > 0 and in_predicted[word] > 0:
                hits += 1
                in_true[word] -= 1
                in_predicted[word] -= 1
    return f1(hits / sizes[1], hits / sizes[0]) if all(sizes) else float(not any(sizes))


def _union(line: list[str], others: list[list[str]]) -> list[str]:
    """The words of a line that are in a longest common subsequence with any of the others."""
    words = set(line)
    places: set[int] = set()
    for other in others:
        if not words.isdisjoint(other):
            places |= _common(line, other)
    return [line[place] for place in sorted(places)]


def _common(line: list[str], other: list[str]) -> set[int]:
    """Places in `line` of its longest common subsequence with `other`."""
    lengths = [[0] * (len(other) + 1)]
    for word in line:
        before, row = lengths[-1], [0]
        for j, there in enumerate(other):
            row.append(before[j] + 1 if word == there else max(row[j], before[j + 1]))
        lengths.append(row)
    i, j, places = len(line), len(other), set()
    while i and j:
        if line[i - 1] == other[j - 1]:
            i, j = i - 1, j - 1
            places.add(i)
        elif lengths[i][j - 1] > lengths[i - 1][j]:
            j -= 1
        else:
            i -= 1
    return places
