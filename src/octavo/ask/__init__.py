"""Question → answer made of quoted sentences; a Writer may rephrase them, and adds nothing.

understanding   what is asked, of what kind, of what time, under which spellings
evidence        articles by search (words, names, meaning), their sentences, what speaks for each
weighing        how likely each holds the answer, and whether the archive says it at all
answering       what is quoted, in which order, what is older, what differs
faithful        whether a sentence that somebody wrote follows from the quoted ones
"""

from octavo.ask.answering import answer
from octavo.ask.faithful import Fault, Verdict, check

__all__ = ["Fault", "Verdict", "answer", "check"]
