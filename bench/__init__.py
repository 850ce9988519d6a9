"""What `make bench` runs: the newspaper measured beside what is as fast as can be."""
