"""Names of lines as sentences say them, and how firm a sum is."""

import pytest

from feasibility.costs import words


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Rent", "rent"),
        ("Not released: Business rates", "business rates of present space not released"),
        ("Double running: Service charge", "service charge while running double"),
        ("Fit-out, category A", "fit-out, category A"),
    ],
)
def test_lines_are_named_in_a_sentence_without_their_marks(line, said):
    assert words.in_a_sentence(line) == said


def test_least_firm_of_several():
    assert words.least_firm(["sourced", "illustrative", "assumed"]) == "illustrative"
    assert words.least_firm(["sourced", "assumed"]) == "assumed"
    assert words.least_firm(["sourced"]) == "sourced"


def test_a_setting_that_the_register_lacks_is_assumed():
    assert words.firmness({"a": "sourced"}, ["a"]) == "sourced"
    assert words.firmness({"a": "sourced"}, ["a", "b"]) == "assumed"
    assert words.firmness({"a": "sourced"}, ["a", "b"], ["illustrative"]) == "illustrative"
