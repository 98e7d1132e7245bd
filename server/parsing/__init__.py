"""Papers as text: what people read on a phone with no network, in blocks of text and without any HTML."""
