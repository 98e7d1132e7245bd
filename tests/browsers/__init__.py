"""A phone's day without a network in other engines than Chromium's."""
