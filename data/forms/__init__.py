"""Workbooks that people fill in: templates, and the rows left out of a file, on their way out and back."""
