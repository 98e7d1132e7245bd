"""The real code, broken on purpose: tests that do not notice prove nothing."""
