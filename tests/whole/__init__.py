"""Tests of the whole program: the real binary as a process of its own, spoken to over HTTP and by its command line."""
