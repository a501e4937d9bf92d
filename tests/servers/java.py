"""Finds what the servers run with: a JDK that is new enough, and their jars, which Maven fetches once.

`python -m tests.servers.java` fetches them now, so that no test waits for it.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

POM = Path(__file__).with_name("pom.xml")
HOW = "安装 JDK 和 Maven（Debian：apt install maven openjdk-17-jdk-headless；OpenSearch 需 JDK 21 以上）后重试"
_MAVEN = "{http://maven.apache.org/POM/4.0.0}"


class NoServer(Exception):
    """What is missing on this machine, and how to get it."""


@cache
def versions() -> dict[str, str]:
    """The version of each server as the pom has it, such as `{"neo4j": "5.26.25", …}`."""
    properties = ElementTree.parse(POM).getroot().find(f"{_MAVEN}properties")
    assert properties is not None
    named = {one.tag.removeprefix(_MAVEN): (one.text or "").strip() for one in properties}
    return {name.removesuffix(".version"): text for name, text in named.items() if name.endswith(".version")}


@cache
def find_java(oldest: int, newest: int = 99) -> Path:
    """The `java` of the oldest JDK here from `oldest` to `newest`. Raises `NoServer`."""
    found = {home: _release(home) for home in _homes()}
    fitting = sorted((release, home) for home, release in found.items() if release and oldest <= release <= newest)
    if not fitting:
        raise NoServer(f"no JDK {oldest} or newer was found (JAVA_HOME, java, /usr/lib/jvm); {HOW}")
    return fitting[0][1] / "bin" / "java"


def _homes() -> set[Path]:
    """The homes of all JDKs that can be seen: with a compiler, for the servers are started from source."""
    java = shutil.which("java")
    given = [os.environ.get("JAVA_HOME"), os.environ.get("JDK_HOME"), java and Path(java).resolve().parents[1]]
    seen = [*(Path(home) for home in given if home), *Path("/usr/lib/jvm").glob("*"), *Path("/opt").glob("*jdk*")]
    return {home.resolve() for home in seen if (home / "bin" / "javac").exists()}


def _release(home: Path) -> int | None:
    """The release of a JDK, such as 17."""
    file = home / "release"
    if not file.exists():
        return None
    release = re.search(r'^JAVA_VERSION="(\d+)', file.read_text(encoding="utf-8"), re.MULTILINE)
    return int(release[1]) if release else None


@cache
def find_classpath(profile: str) -> str:
    """The jars of a profile of the pom; fetched the first time, later read from a file. Raises `NoServer`."""
    key = hashlib.sha256(POM.read_bytes()).hexdigest()[:16]
    cached = _cache() / f"{profile}-{key}.classpath"
    return _fetched(cached) or _fetch(profile, cached)


def _fetched(cached: Path) -> str | None:
    if not cached.exists():
        return None
    jars = cached.read_text(encoding="utf-8")
    return jars if all(Path(jar).exists() for jar in jars.split(os.pathsep)) else None


def _fetch(profile: str, into: Path) -> str:
    """One process fetches, the others wait for it: Maven's repository is not made for two that write to it."""
    into.parent.mkdir(parents=True, exist_ok=True)
    with (into.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _fetched(into) or _resolve(profile, into)


def _resolve(profile: str, into: Path) -> str:
    maven = shutil.which("mvn")
    if maven is None:
        raise NoServer(f"mvn was not found; {HOW}")
    unfinished = into.with_suffix(f".{os.getpid()}")
    goal = ["dependency:build-classpath", f"-Dmdep.outputFile={unfinished}"]
    run = subprocess.run(
        [maven, "-q", "-B", "-f", str(POM), "-P", profile, *goal],
        capture_output=True, text=True, timeout=540, check=False,
    )  # fmt: skip
    if run.returncode or not unfinished.exists():
        raise NoServer(f"mvn could not fetch the jars of {profile}: {run.stdout[-1500:]}{run.stderr[-500:]}")
    unfinished.replace(into)
    return into.read_text(encoding="utf-8")


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "zhigui-test-servers"


if __name__ == "__main__":
    for name in ("neo4j", "opensearch"):
        print(name, versions()[name], len(find_classpath(name).split(os.pathsep)), "jars")
