"""Counting the totals again from the changes, and holding them against those that are kept."""
