"""Errors keep what they carry on their way between processes."""

import copy
import pickle

import pytest

from octavo.news import errors

ALL = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.OctavoError)]


def example(kind: type[errors.OctavoError]) -> errors.OctavoError:
    if kind is errors.HttpStatus:
        return errors.HttpStatus("asked to wait", status=429, retry_after=7.5, subject="https://news.example/")
    if kind is errors.HostBusy:
        return errors.HostBusy("has enough to do", retry_after=7.5, subject="https://news.example/")
    return kind("it did not work", subject="https://news.example/", advice="Try something else.")


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("carry", [lambda error: pickle.loads(pickle.dumps(error)), copy.copy])
def test_an_error_arrives_as_it_left(kind, carry):
    error = example(kind)
    arrived = carry(error)
    assert type(arrived) is kind
    assert str(arrived) == str(error)
    assert vars(arrived) == vars(error)


def test_the_status_decides_again_after_the_journey():
    arrived = pickle.loads(pickle.dumps(example(errors.HttpStatus)))
    assert (arrived.status, arrived.retry_after, arrived.transient) == (429, 7.5, True)
