"""The questionnaires that people fill in on pages, as tables of data."""
