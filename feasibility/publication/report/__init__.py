"""A document as values, and its three forms: HTML, Word and PDF."""
