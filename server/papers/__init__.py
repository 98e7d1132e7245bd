"""Papers of activities and units: text to be read with no network, pictures of pages, and the file itself."""
