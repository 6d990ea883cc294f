# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers that ./dev bench measures, each started afresh with a folder of its own."""
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

RABBITMQ = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class CannotStart(Exception):
    pass


def _processor_seconds(process):
    """Of all its threads, as finely as the system counts."""
    try:
        return time.clock_gettime((~process << 3) | 2)  # clock_getcpuclockid(3)
    except OSError:
        return 0.0  # it ended meanwhile


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

    def processor_seconds(self):
        """What it has taken so far, with its children, also those that ended."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        ended = (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii")
        return ended + sum(map(_processor_seconds, [self.process.pid, *map(int, children.split())]))

    def resident_kib(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])


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
        self.http = re.search(r"http://[^/\s]+", line)[0]

    def metrics(self):
        """Name, with labels → value."""
        with urllib.request.urlopen(f"{self.http}/metrics", timeout=30) as answer:
            lines = answer.read().decode().splitlines()
        return {name: float(value) for name, _, value in
                (line.rpartition(" ") for line in lines if line and not line.startswith("#"))}


class Postgres(Server):
    """Durable, as an operator's would be, and with a socket alone."""

    name = "postgres"

    @staticmethod
    def program(name):
        """Debian keeps each version's in a folder of its own."""
        found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
        return str(found[0]) if found else shutil.which(name)

    @classmethod
    def is_installed(cls):
        return bool(cls.program("initdb") and cls.program("postgres"))

    def __init__(self, options=()):
        super().__init__([])
        data = f"{self.folder.name}/data"
        user = []
        if os.geteuid() == 0:  # which PostgreSQL refuses
            other = pwd.getpwnam("postgres")
            os.chown(self.folder.name, other.pw_uid, other.pw_gid)
            user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        subprocess.run([*user, self.program("initdb"), "--pgdata", data, "--username=madang",
                        "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync",
                        "--no-instructions"], check=True, stdout=self.log, stderr=self.log,
                       cwd=self.folder.name)
        self.command = [*user, "setpriv", "--pdeathsig", "INT", self.program("postgres"), "-D", data,
                        "-k", self.folder.name, "-c", "listen_addresses=", "-c",
                        "shared_buffers=256MB", *options]
        self.launch()
        self.words = f"host={self.folder.name} dbname=postgres user=madang"
        deadline = time.monotonic() + 60
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise CannotStart(f"PostgreSQL did not start: {self.said()}")
            time.sleep(0.1)

    def answers(self):
        return subprocess.run([self.program("psql"), "-c", "SELECT 1", self.words], check=False,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    def ask(self, query):
        """Its first row."""
        said = subprocess.run([self.program("psql"), "-XAtc", query, self.words], check=True,
                              stdout=subprocess.PIPE, text=True).stdout
        return said.split("\n")[0].split("|")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # "fast": it waits for nobody
        return super().stop()


class Redis(Server):
    name = "redis"

    @staticmethod
    def is_installed():
        return shutil.which("redis-server") is not None

    def __init__(self):
        self.port = free_port()
        super().__init__(["setpriv", "--pdeathsig", "TERM", "redis-server", "--port", self.port,
                          "--bind", "127.0.0.1", "--save", ""])
        self.launch()
        deadline = time.monotonic() + 30
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise CannotStart(f"Redis did not start: {self.said()}")
            time.sleep(0.1)

    def answers(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def info(self):
        """Of its commands and its memory: name → text."""
        with socket.create_connection(("127.0.0.1", self.port), 30) as asking:
            asking.sendall(b"INFO commandstats\r\nINFO memory\r\nQUIT\r\n")
            said = b"".join(iter(lambda: asking.recv(65536), b"")).decode()
        return dict(line.split(":", 1) for line in said.split("\r\n") if ":" in line)

    def fields_bytes(self):
        """Of what is kept in hashes: what a host wants known of itself."""
        script = ("local all = 0 for _, key in ipairs(redis.call('KEYS', '*')) do"
                  " if redis.call('TYPE', key).ok == 'hash' then"
                  " for _, part in ipairs(redis.call('HGETALL', key)) do all = all + #part end end end"
                  " return all")
        said = subprocess.run(["redis-cli", "-p", str(self.port), "EVAL", script, "0"], check=True,
                              stdout=subprocess.PIPE, text=True).stdout
        return int(said)


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
