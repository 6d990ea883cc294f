# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers that ./dev bench measures, each started afresh with a folder of its own."""
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

RABBITMQ = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class CannotStart(Exception):
    pass


class Server:
    """A process, the arguments with which stompload finds it, and what it left behind."""

    name = ""

    def __init__(self, command, environment=None):
        self.folder = tempfile.TemporaryDirectory(prefix="madang-bench-")
        self.log = tempfile.TemporaryFile("w+")
        self.process = None
        self.command = [str(part) for part in command]
        self.environment = environment

    def launch(self, stream=None, ready=""):
        pipe = {stream: subprocess.PIPE} if stream else {}
        self.process = subprocess.Popen(
            self.command, text=True, stdin=subprocess.DEVNULL, env=self.environment,
            **{"stdout": self.log, "stderr": self.log, **pipe})
        if not stream:
            return ""
        line = getattr(self.process, stream).readline()
        if not line.startswith(ready):
            self.stop()
            raise CannotStart(f"{self.command[0]} did not start: {line}{self.said()}")
        return line

    def said(self):
        self.log.seek(0)
        return self.log.read()[-2000:]

    def stop(self):
        """Its exit code after a SIGTERM."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()
        finally:
            self.folder.cleanup()

    def arguments(self):
        return [*self.where, "--server-pid", str(self.process.pid)]


class Limit(Server):
    name = "limit"

    def __init__(self, programs):
        port = free_port()
        super().__init__([programs / "stompload", "serve-limit", "--coalesce", "--port", port])
        self.launch("stderr", "limit server on")
        self.where = ["--url", f"ws://127.0.0.1:{port}/ws"]


class Host(Server):
    name = "host"

    def __init__(self, programs, options=()):
        super().__init__([])
        self.command = [str(programs / "madang-host"), "--port", "0", "--bind", "127.0.0.1",
                        "--data", self.folder.name, "--name", "bench", *options]
        line = self.launch("stdout", "madang-host ready")
        url = re.search(r"ws://\S+", line)
        if not url:
            self.stop()
            raise CannotStart(f"no ws:// address in: {line}")
        self.where = ["--url", url[0]]


class RabbitMq(Server):
    """Debian's package, as the current user, with nothing of the system's own node."""

    name = "rabbitmq"

    @staticmethod
    def is_installed():
        return RABBITMQ.exists() and shutil.which("erl") is not None

    def __init__(self, _programs=None):
        super().__init__([RABBITMQ])
        folder = Path(self.folder.name)
        amqp, stomp, web, distribution, epmd = (free_port() for _ in range(5))
        (folder / "plugins").write_text("[rabbitmq_stomp,rabbitmq_web_stomp].\n")
        (folder / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = 127.0.0.1:{amqp}\n"
            f"stomp.listeners.tcp.1 = 127.0.0.1:{stomp}\n"
            f"web_stomp.tcp.ip = 127.0.0.1\nweb_stomp.tcp.port = {web}\n"
            "log.console.level = error\nlog.file = false\nlog.console = true\n")
        self.environment = {
            **os.environ, "HOME": self.folder.name,
            "RABBITMQ_NODENAME": f"bench{amqp}@localhost",
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": str(folder / "none"),
            "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_PID_FILE": str(folder / "pid"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_DIST_PORT": str(distribution),
            "ERL_EPMD_PORT": str(epmd),
        }
        self.launch()
        self.where = ["--url", f"ws://127.0.0.1:{web}/ws", "--login", "guest",
                      "--passcode", "guest"]
        deadline = time.monotonic() + 90
        while not self._answers(web):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise CannotStart(f"RabbitMQ did not start: {self.said()}")
            time.sleep(0.2)

    def stop(self):
        code = super().stop()
        # Its port mapper is a daemon, and would outlive us.
        subprocess.run(["epmd", "-port", self.environment["ERL_EPMD_PORT"], "-kill"],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        return code

    @staticmethod
    def _answers(port):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0
