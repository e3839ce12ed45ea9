"""The parts of numbers, counted from the facts by period and split."""
