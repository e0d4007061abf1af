#!/usr/bin/env python3
"""Follows a project's progress over WebSocket with nothing but the standard library.

Prints "<seq> <payload>" for every stored event, comes back after a lost connection with the number of the last one, and ends
with 0 when the run has ended. Usage: client.py <websocket_url>
"""

import base64
import json
import os
import socket
import struct
import sys
import time
from urllib.parse import urlsplit

ENDS = ("workflow_completed", "workflow_failed", "workflow_cancelled")
TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA


class WebSocket:
    def __init__(self, url):
        parts = urlsplit(url)
        self.socket = socket.create_connection((parts.hostname, parts.port or 80), timeout=60)
        self.stream = self.socket.makefile("rb")
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )
        status = self.stream.readline().decode().strip()
        if " 4" in status:
            raise SystemExit(status)  # the token, the project or the cursor is wrong: trying again will not help
        if " 101 " not in status:
            raise ConnectionError(status)
        while self.stream.readline().strip():
            pass

    def send(self, opcode, payload=b""):
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))
        self.socket.sendall(bytes([0x80 | opcode, 0x80 | len(payload)]) + mask + masked)

    def messages(self):
        """Text messages until the other side closes."""
        while True:
            head = self.stream.read(2)
            if len(head) < 2:
                return
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
                return


def follow(url):
    after = 0
    while True:
        try:
            client = WebSocket(f"{url}&after={after}")
            for payload in client.messages():
                event = json.loads(payload)
                if "seq" in event:
                    after = event["seq"]
                    print(after, payload, flush=True)
                if event["type"] in ENDS:
                    client.send(CLOSE, struct.pack("!H", 1000))
                    return
        except OSError as problem:
            print(problem, file=sys.stderr)
        time.sleep(0.1)


if __name__ == "__main__":
    follow(sys.argv[1])
