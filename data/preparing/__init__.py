"""A file made ready for the store: the rows of each kind, what is left out, what was decided."""
