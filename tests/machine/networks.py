"""A host of our own on a network of our own, which can be cut off so that nothing tells of it: no reset
and no refusal, packets only get no answer. It needs root, and a kernel that lets us make networks. Where
that cannot be had, Unavailable says why."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .needs import ROOT, Unavailable, run

PORT = 5432
_RELAY = """
import asyncio, sys

async def carry(source, target):
    try:
        while piece := await source.read(65536):
            target.write(piece)
            await target.drain()
    except OSError:
        pass
    target.close()

async def relay(reader, writer):
    inner, outer = await asyncio.open_unix_connection(sys.argv[1])
    await asyncio.gather(carry(reader, outer), carry(inner, writer))

async def serve():
    server = await asyncio.start_server(relay, sys.argv[2], int(sys.argv[3]))
    print("ready", flush=True)
    await server.serve_forever()

asyncio.run(serve())
"""


@dataclass(frozen=True)
class Host:
    """Another host, whose `PORT` leads to a Unix socket of this one."""

    name: str
    address: str
    gateway: str

    def cut_off(self) -> None:
        """Nothing that it sends arrives any more."""
        _do("ip", "-n", self.name, "route", "add", "blackhole", f"{self.gateway}/32")

    def bring_back(self) -> None:
        """It is as it was."""
        _do("ip", "-n", self.name, "route", "del", "blackhole", f"{self.gateway}/32")


@contextmanager
def host(socket: Path) -> Iterator[Host]:
    """A host that passes on what it hears to a Unix socket, gone at the end."""
    if os.geteuid() != 0:
        raise Unavailable("not root, so no network of our own can be made")
    number = os.getpid() % 65536
    name, network = f"tungngo-{number}", f"10.{200 + number % 50}.{number // 256}"
    made = Host(name, f"{network}.2", f"{network}.1")
    _do("ip", "netns", "add", name)
    try:
        here, there = f"tn{number}", ("name", "eth0", "netns", name)
        _do("ip", "link", "add", here, "type", "veth", "peer", *there)
        _do("ip", "addr", "add", f"{made.gateway}/30", "dev", here)
        _do("ip", "link", "set", here, "up")
        _do("ip", "-n", name, "addr", "add", f"{made.address}/30", "dev", "eth0")
        _do("ip", "-n", name, "link", "set", "eth0", "up")
        relay = [sys.executable, "-c", _RELAY, str(socket), made.address, str(PORT)]
        with subprocess.Popen(
            ["ip", "netns", "exec", name, *relay],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as running:
            try:
                assert running.stdout is not None
                if running.stdout.readline() != b"ready\n":
                    raise Unavailable("no program can listen in a network of our own")
                yield made
            finally:
                running.terminate()
    finally:
        _do("ip", "netns", "del", name)


def _do(*command: str) -> None:
    if shutil.which(command[0]) is None:
        raise Unavailable(f"no program {command[0]} on this machine")
    done = run(command)
    if done.returncode:
        raise Unavailable(f"{' '.join(command)}: {done.stdout.strip()}")
