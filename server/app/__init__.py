"""The application put together, and its command line."""
