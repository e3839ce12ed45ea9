"""The sheets of the Excel report."""
