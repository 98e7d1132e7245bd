"""Papers on which the Union confirms to a volunteer how much they helped."""
