# SPDX-License-Identifier: GPL-3.0-or-later
"""The two servers that are compared, each a process of its own in a temporary folder."""
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from processes import clean_environment, end_with_us, free_port

PATIENCE = 240  # seconds; RabbitMQ takes 5 to 15 on an idle machine
RABBITMQ = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")  # the one in PATH insists on another user
COMPARED = "3.10."  # the version whose ways differences.json tells


class Refusal(Exception):
    """A server did not start; says why."""


def why_not_rabbitmq():
    """Why there is nothing to compare with; empty if there is."""
    versions = [path.name.partition("-")[2] for path in RABBITMQ.parents[1].glob("lib/rabbitmq_server-*")]
    if not RABBITMQ.exists() or not versions:
        return "its package rabbitmq-server is not installed"
    if not versions[0].startswith(COMPARED):
        return f"it is {versions[0]}, not {COMPARED}x"
    return ""


def answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


class Madang:
    """madang-host on loopback; `address` is where its TCP door listens."""

    def __init__(self, binary, folder):
        self.errors = folder / "madang.log"
        command = [binary, "--port", "0", "--tcp-port", "0", "--bind", "127.0.0.1",
                   "--data", str(folder / "madang")]
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(command, env=clean_environment("MADANG_"), text=True,
                                            stdout=subprocess.PIPE, stderr=errors,
                                            preexec_fn=end_with_us)
        line = self.process.stdout.readline()
        found = re.match(r"madang-host ready .*\btcp://([^ :]+):(\d+)", line)
        if not found:
            self.stop()
            raise Refusal(f"no ready line with a tcp:// address: {line!r} {self.errors.read_text()}")
        self.address = (found[1], int(found[2]))

    def stop(self):
        self.process.terminate()
        return self.process.wait(PATIENCE)


class RabbitMq:
    """A node with its STOMP plugin and nothing of the machine's: not its cookie, ports or data."""

    def __init__(self, folder):
        self.log = folder / "rabbitmq.log"
        stomp, amqp, distribution, self.epmd_port = (free_port() for _ in range(4))
        self.address = ("127.0.0.1", stomp)
        home = folder / "rabbitmq"
        home.mkdir()
        (home / "enabled_plugins").write_text("[rabbitmq_stomp].\n")
        (home / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = 127.0.0.1:{amqp}\n"
            f"stomp.listeners.tcp.1 = 127.0.0.1:{stomp}\n"
            # Connections without a login, as a guest's of Madang.
            "stomp.default_user = guest\nstomp.default_pass = guest\n"
            "log.console = true\nlog.file = false\n")
        self.environment = clean_environment(("RABBITMQ_", "ERL_")) | {
            "HOME": str(home),
            "RABBITMQ_NODENAME": f"madang{stomp}@localhost",
            "RABBITMQ_DIST_PORT": str(distribution),
            "RABBITMQ_MNESIA_BASE": str(home / "mnesia"),
            "RABBITMQ_LOG_BASE": str(home / "log"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "enabled_plugins"),
            "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": str(home / "none"),
            "RABBITMQ_PID_FILE": str(home / "pid"),
            "RUNNING_UNDER_SYSTEMD": "true",  # no shell between us and the node
            "ERL_EPMD_PORT": str(self.epmd_port),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }
        # Erlang's port mapper would start itself as a daemon that outlives us: be its parent.
        self.epmd = subprocess.Popen(["epmd", "-port", str(self.epmd_port)], env=self.environment,
                                     preexec_fn=end_with_us,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.node = None
        self.wait_for(self.epmd_port, self.epmd)
        with self.log.open("wb") as log:
            self.node = subprocess.Popen([str(RABBITMQ)], env=self.environment, cwd=home,
                                         stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                         preexec_fn=end_with_us, start_new_session=True)
        self.wait_for(stomp, self.node)

    def wait_for(self, port, process):
        deadline = time.monotonic() + PATIENCE
        while not answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                said = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""
                self.stop()
                raise Refusal(f"nothing listens on port {port}:\n{said}")
            time.sleep(0.1)

    def stop(self):
        """The node with all that it started, then the port mapper."""
        if self.node is not None:
            for kind in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(self.node.pid, kind)
                    self.node.wait(20)
                except (ProcessLookupError, subprocess.TimeoutExpired):
                    pass
        self.epmd.kill()
        self.epmd.wait()
