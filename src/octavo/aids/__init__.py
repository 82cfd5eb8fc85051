"""What Octavo does with one article at a reader's wish: each aid works on what the archive says, word for word.

    sentences.py   an article's sentences, each with its place
    summary.py     in two sentences, in more, or in points
    explain.py     who is who, where is where, what letters stand for: glossary.py, places.py
    compare.py     what the others say otherwise, what is missing here, what only here is said
    balance.py     what independent publishers agree on, and what is contested
    prompts.py     what a Writer is asked to make of these sentences: prompts/*.txt
    writing.py     what it writes, sentence by sentence, each checked before it is shown
    translate.py   an article in another language, number by number the same

An aid without a Writer is the quoted sentences; with one, they stay beside what it wrote.
"""
