"""A bad network between a browser and the served application: slow, losing connections, cut off at times."""

import asyncio
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager

CHUNK = 512


class BadNetwork:
    """Passes bytes on between ``port`` and the server's own port, as badly as it is told to.

    ``bytes_a_second`` bounds each direction of a connection; ``loss`` is the share of connections that
    break off after some bytes; while ``is_cut``, nothing passes and what was under way breaks off.
    """

    def __init__(self, server: int, *, bytes_a_second: int, loss: float, seed: int):
        self.server, self.rate, self.loss = server, bytes_a_second, loss
        self.is_cut = False
        self.broken = self.passed = 0
        self.port = 0
        self._chance = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._open: set[asyncio.StreamWriter] = set()

    def cut(self) -> None:
        """Nothing passes from now on."""
        self.is_cut = True
        self._loop.call_soon_threadsafe(self._break_off)

    def mend(self) -> None:
        self.is_cut = False

    def _break_off(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()

    async def _serve(self, ready: threading.Event) -> None:
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        async with server:
            await server.serve_forever()

    async def _connection(self, reader, writer) -> None:
        self._open.add(writer)
        far = None
        try:
            if self.is_cut:
                return
            far_reader, far = await asyncio.open_connection("127.0.0.1", self.server)
            self._open.add(far)
            most = self._chance.randrange(200, 6000) if self._chance.random() < self.loss else None
            await asyncio.gather(
                self._pass(reader, far, most), self._pass(far_reader, writer, most)
            )
        except OSError:
            pass
        finally:
            for each in (writer, far):
                if each is not None:
                    self._open.discard(each)
                    each.transport.abort()

    async def _pass(self, reader, writer, most: int | None) -> None:
        passed = 0
        while data := await reader.read(CHUNK):
            passed += len(data)
            self.passed += len(data)
            if self.is_cut or (most is not None and passed > most):
                self.broken += 1
                raise ConnectionResetError
            await asyncio.sleep(len(data) / self.rate)
            writer.write(data)
            await writer.drain()
        raise ConnectionResetError  # one side has ended: so has the connection


@contextmanager
def bad_network(server: int, **how) -> Iterator[BadNetwork]:
    """Run one beside the test; ``how`` as for ``BadNetwork``."""
    network, ready = BadNetwork(server, **how), threading.Event()
    task = network._loop.create_task(network._serve(ready))
    thread = threading.Thread(target=_run, args=(network._loop, task), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield network
    finally:
        network._loop.call_soon_threadsafe(task.cancel)
        thread.join(10)


def _run(loop: asyncio.AbstractEventLoop, task: asyncio.Task) -> None:
    try:
        loop.run_until_complete(task)
    except asyncio.CancelledError:
        pass
    finally:
        for each in asyncio.all_tasks(loop):
            each.cancel()
        loop.run_until_complete(asyncio.sleep(0.05))
        loop.close()
