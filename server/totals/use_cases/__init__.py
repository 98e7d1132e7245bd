"""Counting the totals again."""
