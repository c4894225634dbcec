"""Measuring a process: instructions by valgrind, time and memory by the kernel.

An instruction count repeats where a time is noise, on a busy machine too; so what can be counted is.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

VALGRIND = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
# `cargo errcode` exits with 100 where it has findings.
GOOD = (0, 100)


class TooSlow(Exception):
    """A measurement took longer than it is worth."""


@dataclass
class Usage:
    wall: float
    user: float
    cpu: float
    megabytes: float
    # The kernel counts what the process was before it became the command: a copy of this one. Less than that
    # is not seen.
    is_least: bool


def fail(command, status, error):
    sys.exit(f"{' '.join(map(str, command))}: exit code {status}\n{error[-3000:]}")


def instructions(command, limit=None, cwd=None, env=None, prints=True):
    """Those of the whole process without its children, and what it prints (not if that is megabytes)."""
    with tempfile.NamedTemporaryFile("r", suffix=".valgrind") as log:
        whole = [*VALGRIND, f"--log-file={log.name}", *map(str, command)]
        try:
            run = subprocess.run(whole, stdout=subprocess.PIPE if prints else subprocess.DEVNULL,
                                 stderr=subprocess.PIPE, text=True, cwd=cwd, env=env, timeout=limit)
        except subprocess.TimeoutExpired:
            raise TooSlow(limit) from None
        counted = re.findall(r"I\s*refs:\s*([\d,]+)", log.read())
    if run.returncode not in GOOD or not counted:
        fail(command, run.returncode, run.stderr)
    return int(counted[-1].replace(",", "")), run.stdout


def instructions_of_all(command, cwd=None, env=None):
    """Those of the process and of all that it starts."""
    with tempfile.TemporaryDirectory(suffix=".valgrind") as logs:
        whole = [*VALGRIND, "--trace-children=yes", f"--log-file={logs}/%p", *map(str, command)]
        run = subprocess.run(whole, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=cwd, env=env)
        counted = [int(found.replace(",", "")) for log in Path(logs).iterdir()
                   for found in re.findall(r"I\s*refs:\s*([\d,]+)", log.read_text())]
    if run.returncode not in GOOD or not counted:
        fail(command, run.returncode, run.stderr)
    return sum(counted)


def usage(command, cwd=None, env=None):
    """Seconds of the wall clock, of the program's own code and of all cores; the peak of memory."""
    with tempfile.TemporaryFile() as error:
        start = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=error)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in GOOD:
            error.seek(0)
            fail(command, process.returncode, error.read().decode(errors="replace"))
    is_least = used.ru_maxrss <= resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Usage(wall, used.ru_utime, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, is_least)


def at_once(tasks):
    """Runs counts on all cores (they do not disturb each other) and yields what each gave, in order."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(lambda task: task(), tasks)


def progress(text):
    print(text, file=sys.stderr, flush=True)
