"""Speed, memory and growth, as ratios against a named peer or limit in one run. `make bench`; never a timed test."""
