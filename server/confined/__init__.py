"""Processes in which files are read that somebody sent: with limits, one at a time, and with nothing of the
server's own."""
