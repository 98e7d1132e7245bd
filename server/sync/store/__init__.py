"""Reading and writing the tables of syncing; decides nothing, commits nothing."""
