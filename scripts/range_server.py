"""An HTTP server on a loopback port for one file: ranges, an entity tag, sendfile; as slow as it is told to be.

It counts the bytes of each answer that the client's machine has taken, so that what was fetched twice shows.
"""
import fcntl
import os
import re
import socket
import struct
import termios
import threading
import time

PIECE = 16 * 1024
BUFFER = 32 * 1024


class RangeServer:
    """Serves `file` under an entity tag, at `rate` bytes a second where one is given. `answers` lists (first byte, bytes
    taken)."""

    def __init__(self, file, rate=None, tag="v1"):
        self.rate = rate
        self.serve(file, tag)
        self.answers = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def serve(self, file, tag):
        """From now on this file, under this tag."""
        self.file, self.tag, self.size = file, tag, os.stat(file).st_size

    def url(self, path="clip.mp4"):
        return f"http://127.0.0.1:{self.port}/{path}"

    def _accept(self):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection:
            try:
                request = b""
                while not request.endswith(b"\r\n\r\n"):
                    piece = connection.recv(4096)
                    if not piece:
                        return
                    request += piece
                self._answer(connection, request.decode("latin-1"))
            except OSError:
                pass  # the client was killed, which is what it is for

    def _answer(self, connection, request):
        # The tag is the content's, not the name's: another name is another file to a client all the same.
        asked = re.search(r"^range: bytes=(\d+)-\r$", request, re.I | re.M)
        same = re.search(rf'^if-range: "{self.tag}"\r$', request, re.I | re.M)
        start = int(asked[1]) if asked and same else 0
        status = f"206 Partial Content\r\nContent-Range: bytes {start}-{self.size - 1}/{self.size}" if start else "200 OK"
        head = (
            f'HTTP/1.1 {status}\r\nETag: "{self.tag}"\r\nAccept-Ranges: bytes\r\nContent-Type: video/mp4\r\n'
            f"Content-Length: {self.size - start}\r\nConnection: close\r\n\r\n"
        )
        answer = [start, 0]
        self.answers.append(answer)
        if self.rate:
            # Small buffers: what waits in the kernel was not fetched.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
        connection.sendall(head.encode())
        with open(self.file, "rb") as file:
            if not self.rate:
                connection.sendfile(file, start)
                answer[1] = self.size - start
                return
            file.seek(start)
            begun, sent = time.monotonic(), 0
            while piece := file.read(PIECE):
                connection.sendall(piece)
                sent += len(piece)
                answer[1] = sent - self._unsent(connection)
                time.sleep(max(0.0, begun + sent / self.rate - time.monotonic()))

    @staticmethod
    def _unsent(connection):
        return struct.unpack("i", fcntl.ioctl(connection, termios.TIOCOUTQ, b"\0\0\0\0"))[0]


def pad(clip, size):
    """Makes an MP4 `size` bytes long with a `free` box of random bytes, which readers skip."""
    length = size - os.stat(clip).st_size
    with open(clip, "ab") as file:
        file.write(struct.pack(">I4s", length, b"free"))
        left = length - 8
        while left > 0:
            piece = os.urandom(min(left, 1 << 20))
            file.write(piece)
            left -= len(piece)
