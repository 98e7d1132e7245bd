"""The edge and the store: what answers phones and browsers, and keeps what they sent."""

from server.app import create_app

__all__ = ["create_app"]
