"""Files that were made to cost much, or to be read as what they are not."""
