"""What the tests need from a machine: a browser, PostgreSQL, and the order in which all is run."""
