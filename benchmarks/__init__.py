"""What is timed against whom; `make bench` prints it, README.md beside this file keeps it."""
