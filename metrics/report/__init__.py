"""The report that travels: what the pages say, gathered once, for a file of any format."""
