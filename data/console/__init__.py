"""The command line of ``python -m data``."""
