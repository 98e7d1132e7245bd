"""An executable model of the whole protocol: phones, server, network and people, driven by one
seed. It decides by the real rules of `sync/`, so that paper, model and product cannot drift; what
it leaves out is what carries them (HTTP, databases, browsers). `python -m sync.model` runs it."""
