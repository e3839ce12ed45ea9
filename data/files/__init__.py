"""From the bytes of a file to sheets of text cells: encodings, separators, workbooks, limits."""
