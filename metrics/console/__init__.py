"""The command line of the numbers: a module a command, what they share in ``options``."""
