# The API and the portal, one image: `zhigui serve --only api` and `zhigui serve --only ui`.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY requirements-served.txt ./
# As in the Makefile: the lock names every package with its hash, so pip resolves nothing.
RUN python -m venv /opt/zhigui \
 && /opt/zhigui/bin/pip install -q --disable-pip-version-check --no-cache-dir --no-deps --require-hashes \
      -r requirements-served.txt
COPY pyproject.toml README.md LICENSE ./
COPY ingest ingest
COPY graph graph
COPY search_api search_api
COPY ui ui
RUN /opt/zhigui/bin/pip install -q --disable-pip-version-check --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --no-create-home --home-dir /tmp zhigui \
 && install -d -o zhigui -g zhigui /data
COPY --from=build /opt/zhigui /opt/zhigui
ENV PATH=/opt/zhigui/bin:$PATH HOME=/tmp PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 ZHIGUI_DATA=/data
USER 10001:10001
WORKDIR /data
ENTRYPOINT ["zhigui"]
CMD ["serve", "--only", "api"]
