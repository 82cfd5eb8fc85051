"""One event, one story: what belongs together, whose text it is, what the sources say, and what comes first.

weaver.py puts each article, as it arrives, into the story that it belongs to; copies/ tells whose text it is;
comparing/ sets a story's sources side by side; related.py and ranking.py choose what a reader sees next and first.
Everything is pure: values in, values out, no clock, no store, no network.
"""
