"""Requests over HTTP, many at once: wrk where it is installed, else a small client of our own (one thread, one loop)."""

import asyncio
import json
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_LONGEST_SECONDS = 60
WRK = shutil.which("wrk")
GENERATOR = "wrk, 1 thread" if WRK else "a client in Python, 1 thread"
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Post:
    """A POST without a body: its path and its headers."""

    path: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How long requests were sent, and the latency of the slowest one in a hundred (milliseconds)."""

    seconds: float
    p99_ms: float


def send(address: str, posts: Sequence[Post], *, connections: int, seconds: int) -> Loaded:
    """Send these requests, each once, over so many kept connections, for so many seconds; 0: until none is left."""
    if WRK and seconds:  # wrk goes on until its time is over
        return _by_wrk(address, posts, connections, seconds)
    return _by_ourselves(address, posts, connections, seconds or _LONGEST_SECONDS)


# Each request once; then the first path again, which changes nothing, in time that is not counted: the few people of a small
# campaign are through before the time is over. Written as Lua, because wrk asks for it.
_SCRIPT = r"""
local ffi = require("ffi")
ffi.cdef("typedef struct { long seconds; long nanoseconds; } instant; int clock_gettime(int, instant *);")
local n, began, all = 0, 0, {}
local posts = {}
ended = 0
for line in io.lines("FILE") do posts[#posts + 1] = line:gsub("\\r\\n", "\r\n") end
local function microseconds()
  local at = ffi.new("instant[1]")
  ffi.C.clock_gettime(1, at)
  return tonumber(at[0].seconds) * 1e6 + tonumber(at[0].nanoseconds) / 1e3
end
setup = function(thread) all[#all + 1] = thread end
request = function()
  n = n + 1
  if n == 1 then began = microseconds() end
  if n == #posts + 1 then ended = microseconds() - began end
  return posts[n] or posts[1]
end
done = function(summary, latency)
  local took = all[1]:get("ended")
  if took == 0 then took = summary.duration end
  io.write(string.format("{\"us\": %d, \"p99\": %d}", took, latency:percentile(99)))
end
"""


def _by_wrk(address: str, posts: Sequence[Post], connections: int, seconds: int) -> Loaded:
    host = urlsplit(address).netloc
    with tempfile.TemporaryDirectory() as folder:
        requests, script = Path(folder) / "requests", Path(folder) / "script.lua"
        requests.write_text("\n".join(_wire(post, host).replace("\r\n", "\\r\\n") for post in posts))
        script.write_text(_SCRIPT.replace("FILE", str(requests)))
        words = [str(WRK), "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script), address]
        told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    summary = json.loads(told[told.rindex("{") :])
    return Loaded(summary["us"] / 1e6, summary["p99"] / 1e3)


def _by_ourselves(address: str, posts: Sequence[Post], connections: int, seconds: int) -> Loaded:
    parts = urlsplit(address)
    waiting = iter([_wire(post, parts.netloc).encode() for post in posts])
    taken: list[float] = []
    began = time.monotonic()

    async def run() -> None:
        until = began + seconds
        one = (_converse(parts.hostname or "", parts.port or 80, waiting, until, taken) for _ in range(connections))
        await asyncio.gather(*one)

    asyncio.run(run())
    taken.sort()
    return Loaded(time.monotonic() - began, 1e3 * taken[int(0.99 * (len(taken) - 1))])


async def _converse(host: str, port: int, waiting: Iterator[bytes], until: float, taken: list[float]) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    for wire in waiting:
        if time.monotonic() > until:
            break
        began = time.monotonic()
        writer.write(wire)
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        await reader.readexactly(int(length[1]) if length else 0)
        taken.append(time.monotonic() - began)
    writer.close()
    await writer.wait_closed()


def _wire(post: Post, host: str) -> str:
    headers = {"Host": host, "Content-Length": "0", **post.headers}
    return (
        f"POST {post.path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n"
    )
