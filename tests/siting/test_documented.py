"""The worked examples of the documentation come out as they say."""

import doctest

import pytest

from feasibility import siting

FUNCTIONS = (
    siting.p_median,
    siting.facility_location,
    siting.p_centre,
    siting.set_covering,
    siting.maximal_covering,
    siting.every_set,
)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_example(function):
    examples = doctest.DocTestFinder(recurse=False).find(function, globs=function.__globals__)
    runner = doctest.DocTestRunner()
    for example in examples:
        runner.run(example)
    assert runner.tries >= 3
    assert runner.failures == 0


def test_every_public_name_is_documented():
    for name in siting.__all__:
        assert getattr(siting, name).__doc__
