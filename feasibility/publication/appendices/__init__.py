"""Appendices A to N of the report, a module a letter: a release in, a part of the document out."""
