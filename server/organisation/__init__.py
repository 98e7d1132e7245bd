"""The tree of units through time, the teams under them, and the people in the teams."""
