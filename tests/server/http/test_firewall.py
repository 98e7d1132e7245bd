"""The operator's manual's rules for the machine's firewall, in a network of our own: lines that have said nothing yet
count as well, and nobody is kept out by those of others. Skips where no such network can be made."""

import json
import os
import subprocess
import sys

import pytest

from tests.docs.readme import host_file
from tests.machine.needs import Unavailable
from tests.machine.programs import nft

MOST = 20
_INSIDE = r"""
import json, socket, subprocess, sys, threading

rules, ours = sys.argv[1], sys.argv[2].split()
def do(*command): subprocess.run(command, check=True)
do("ip", "link", "set", "lo", "up")
for each in ours:
    do("ip", "addr", "add", each, "dev", "lo", *(["nodad"] if ":" in each else []))
do(sys.argv[3], "-f", rules)
server = socket.create_server(("::", 443), family=socket.AF_INET6, dualstack_ipv6=True, backlog=200)

def opened(source, target):
    try:
        lines.append(socket.create_connection((target, 443), 5, (source, 0)))
    except ConnectionRefusedError:
        return False
    return True

lines = []
told = {}
for name, sources, target in json.load(sys.stdin):
    told[name] = [opened(sources[n % len(sources)], target) for n in range(25)]
print(json.dumps(told))
"""
_COUNTS = """table inet probe {
    set seen { type ipv4_addr; flags dynamic; }
    chain input {
        type filter hook input priority filter;
        ct state new add @seen { ip saddr ct count over 1 } reject with tcp reset
    }
}"""
"""Whether the kernel counts lines at all: the manual's own rules have to pass wherever it does."""
_NEIGHBOUR = r"""
import json, socket, subprocess, sys

def do(*command): subprocess.run(command, check=True)
hold = ["unshare", "--net", "sh", "-c", "echo ready; cat"]
with subprocess.Popen(hold, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
    other.stdout.readline()
    there = ["nsenter", "--net", "--target", str(other.pid)]
    do("ip", "link", "set", "lo", "up")
    do("ip", "link", "add", "here", "type", "veth", "peer", "there", "netns", str(other.pid))
    do("ip", "addr", "add", "10.9.1.1/30", "dev", "here")
    do("ip", "link", "set", "here", "up")
    do(*there, "ip", "addr", "add", "10.9.1.2/30", "dev", "there")
    do(*there, "ip", "link", "set", "there", "up")
    do(sys.argv[2], "-f", sys.argv[1])
    servers = [socket.create_server(("0.0.0.0", port)) for port in (443, 8000)]
    ask = "import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 2)"
    def comes(way, address, port):
        command = [*way, sys.executable, "-c", ask, address, str(port)]
        return subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0
    asked = [([], "127.0.0.1", 8000), (there, "10.9.1.1", 443), (there, "10.9.1.1", 8000)]
    print(json.dumps([comes(*each) for each in asked]))
    other.stdin.close()
"""
HERE = "fd00:0:0:9::1"
ONE, OTHER = ["fd00:0:0:1::1", "fd00:0:0:1:2::2"], ["fd00:0:0:2::1"]
ASKED = [
    ("one network", ONE, HERE),
    ("another network", OTHER, HERE),
    ("one address", ["10.9.0.1"], "10.9.0.9"),
    ("another address", ["10.9.0.2"], "10.9.0.9"),
]


def test_each_address_opens_so_many_lines(tmp_path_factory: pytest.TempPathFactory) -> None:
    rules = tmp_path_factory.mktemp("firewall") / "nftables.conf"
    text = host_file("nftables.conf")
    assert text.count("over 1000") == 2
    rules.write_text(text.replace("over 1000", f"over {MOST}"), encoding="utf-8")
    program = _program()
    ours = " ".join(f"{each}/{128 if ':' in each else 32}" for each in _addresses())
    done = subprocess.run(
        ["unshare", "--net", sys.executable, "-c", _INSIDE, rules, ours, program],
        input=json.dumps(ASKED),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {name: [True] * MOST + [False] * 5 for name, *_ in ASKED}


def test_a_neighbour_does_not_come_to_the_server_past_the_proxy(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    rules = tmp_path_factory.mktemp("firewall") / "nftables.conf"
    rules.write_text(host_file("nftables.conf"), encoding="utf-8")
    done = subprocess.run(
        ["unshare", "--net", sys.executable, "-c", _NEIGHBOUR, rules, _program()],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [True, True, False]


def _program() -> str:
    """nft's path, where a network of our own can have a firewall; skips where not."""
    try:
        program = str(nft())
    except Unavailable as reason:
        pytest.skip(str(reason))
    if os.geteuid() != 0:
        pytest.skip("not root, so no network of our own can be made")
    probe = ["unshare", "--net", program, "-f", "-"]
    tried = subprocess.run(probe, input=_COUNTS, capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"no firewall in a network of our own: {tried.stderr.strip()}")
    return program


def _addresses() -> list[str]:
    found = {each for _, sources, target in ASKED for each in (*sources, target)}
    return sorted(found)
