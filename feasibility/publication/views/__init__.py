"""Tables in words: what every page, document and chart shows of a release."""
