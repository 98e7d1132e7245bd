"""What desks and phones read: totals, and the records behind them."""
