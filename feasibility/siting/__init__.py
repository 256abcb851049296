"""Siting at any size: which of many sites to open for demand spread over a map, with proof. A public API of its own."""
