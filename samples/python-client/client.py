#!/usr/bin/env python3
"""Follows a project's progress over WebSocket with nothing but the standard library.

Prints "<seq> <payload>" for every stored event, comes back after a lost connection with the number of the last one, and ends
with 0 when the run has ended. Who is refused is told why on standard error: what may pass is tried again after the time that
the server asks for, the rest ends with 1. Usage: client.py <websocket_url>
"""

import base64
import json
import os
import socket
import ssl
import struct
import sys
import time
from urllib.parse import urlsplit

ENDS = ("workflow_completed", "workflow_failed", "workflow_cancelled")
TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA

ADVICE_BY_STATUS = {
    400: "The address is not right: look at the project id and at after.",
    401: "The token in the address is missing, wrong or no longer valid: ask POST …/projects/{id}/tickets for a new address, "
    "or use the admin token.",
    403: "The token opens something else: get a ticket for this project.",
    404: "Nothing is there: look at the project id and at the path of the address.",
    426: "The service is there, but no WebSocket came through: let the proxy before it pass the header Upgrade on.",
    429: "Too many connections or requests: close those that are no longer needed.",
    500: "That is a fault of the service: look into its log.",
    502: "A proxy before the service does not reach it: is the service running?",
    503: "The service is starting, stopping, full, or has lost its database: /health/ready tells.",
    504: "A proxy before the service gets no answer from it.",
}

ADVICE_BY_CODE = {
    1000: "The server has ended the connection in good order.",
    1001: "The server is going down.",
    1006: "The connection broke without a word: is the service running, and does the network let WebSocket through?",
    1008: "The server keeps a rule that this connection broke; the reason says which.",
    1013: "The server has no room or no data now, or this client is too slow.",
    4401: "The token is wrong or no longer valid: ask POST …/projects/{id}/tickets for a new address.",
    4403: "The token opens another project: get a ticket for this one.",
}

FINAL_CODES = (4401, 4403)


class Refused(Exception):
    """An answer that opens no WebSocket: its status, and what the server and this client have to say about it."""

    def __init__(self, status, said, retry_after):
        advice = ADVICE_BY_STATUS.get(status, "No WebSocket of this service is at the address.")
        super().__init__(f"Refused with {status}{': ' + said if said else '.'} {advice}")
        self.may_pass = status == 429 or status >= 500
        self.seconds = int(retry_after) if retry_after.isdecimal() else 2


class Closed(Exception):
    """The server has closed the connection."""

    def __init__(self, code, reason):
        advice = ADVICE_BY_CODE.get(code, "That is no code of this service's.")
        super().__init__(f"Closed with {code}{': ' + reason if reason else '.'} {advice}")
        self.final = code in FINAL_CODES


def problem_of(body):
    """What the service says itself, in its problem details."""
    try:
        problem = json.loads(body)
        parts = [problem.get("title"), problem.get("detail")]
    except (ValueError, AttributeError):
        return ""  # not the service's own words
    return " ".join(part.rstrip(".") + "." for part in parts if isinstance(part, str) and part)


class WebSocket:
    def __init__(self, url):
        parts = urlsplit(url)
        if parts.scheme not in ("ws", "wss") or not parts.hostname:
            raise SystemExit(f"{parts.scheme or 'That'} is no WebSocket address: it begins with ws:// or wss://.")
        secure = parts.scheme == "wss"
        self.socket = socket.create_connection((parts.hostname, parts.port or (443 if secure else 80)), timeout=60)
        if secure:
            self.socket = ssl.create_default_context().wrap_socket(self.socket, server_hostname=parts.hostname)
        self.stream = self.socket.makefile("rb")
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET {parts.path or '/'}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )
        words = self.stream.readline().decode("latin-1").split(" ", 2)
        if len(words) < 2 or not words[1].strip().isdecimal():
            raise ConnectionError("The connection broke before there was an answer: is that the address of the service?")
        headers = {}
        while line := self.stream.readline().strip():
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.strip().lower()] = value.strip()
        status = int(words[1])
        if status != 101:
            raise Refused(status, problem_of(self.body(headers)), headers.get("retry-after", ""))

    def body(self, headers):
        """The first kilobytes of an answer that opens no WebSocket."""
        if headers.get("content-length", "").isdecimal():
            return self.stream.read(min(int(headers["content-length"]), 10_000))
        if headers.get("transfer-encoding", "").lower() == "chunked":
            size = self.stream.readline().strip()
            return self.stream.read(min(int(size or b"0", 16), 10_000))
        return b""

    def send(self, opcode, payload=b""):
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))
        self.socket.sendall(bytes([0x80 | opcode, 0x80 | len(payload)]) + mask + masked)

    def messages(self):
        """Text messages until the other side closes."""
        while True:
            head = self.stream.read(2)
            if len(head) < 2:
                raise Closed(1006, "")
            opcode, length = head[0] & 0x0F, head[1] & 0x7F
            if length == 126:
                (length,) = struct.unpack("!H", self.stream.read(2))
            elif length == 127:
                (length,) = struct.unpack("!Q", self.stream.read(8))
            payload = self.stream.read(length)
            if opcode == TEXT:
                yield payload.decode()
            elif opcode == PING:
                self.send(PONG, payload)
            elif opcode == CLOSE:
                self.send(CLOSE, payload[:2])
                code = struct.unpack("!H", payload[:2])[0] if length >= 2 else 1005
                raise Closed(code, payload[2:].decode(errors="replace"))

    def close(self):
        self.stream.close()
        self.socket.close()


def follow(url):
    """Returns when the run has ended."""
    after = 0
    while True:
        client, wait = None, 0.1
        try:
            client = WebSocket(f"{url}{'&' if '?' in url else '?'}after={after}")
            for payload in client.messages():
                event = json.loads(payload)
                if "seq" in event:
                    after = event["seq"]
                    print(after, payload, flush=True)
                if event["type"] in ENDS:
                    client.send(CLOSE, struct.pack("!H", 1000))
                    return
        except Refused as refused:
            if not refused.may_pass:
                raise SystemExit(str(refused)) from None
            print(refused, file=sys.stderr, flush=True)
            wait = refused.seconds
        except Closed as closed:
            if closed.final:
                raise SystemExit(str(closed)) from None
            print(closed, file=sys.stderr, flush=True)
        except OSError as problem:
            print(f"No answer from {urlsplit(url).netloc} ({problem}): is the service running? Trying again.", file=sys.stderr, flush=True)
            wait = 1
        finally:
            if client is not None:
                client.close()
        time.sleep(wait)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print("Usage: client.py <websocket_url>", file=sys.stderr)
        raise SystemExit(2)
    follow(sys.argv[1])
