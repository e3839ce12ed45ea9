"""Models and rules that the statistics of before and after stand on."""
