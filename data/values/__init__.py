"""What the text of a cell means: numbers, scores, moments, durations, ids, words."""
