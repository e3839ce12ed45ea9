"""Kinds of measures: which parts each needs, and what value follows from them."""
