# Two stages, one install script: the first builds, the second carries the program, Swift's own runtime
# (dynamic: a static one loses the time zones, see docs/decisions/0005) and what scripts/install.sh names.
FROM swift:6.3-bookworm AS build
WORKDIR /src
COPY scripts/install.sh scripts/
RUN scripts/install.sh build
COPY . .
RUN make release

FROM swift:6.3-bookworm-slim
COPY scripts/install.sh /usr/local/share/parley/
RUN /usr/local/share/parley/install.sh run \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --home-dir /data --no-create-home parley \
    && install --directory --owner=parley --group=parley --mode=0700 /data
COPY --from=build /src/.build-release/release/parley /usr/local/bin/
WORKDIR /usr/local/share/parley
COPY config config/

USER 10001:10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# Alive, not ready: with a full disk writes stop and reads go on, and a restart would end those too.
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/health/live"]
# Inside a container loopback is nobody's: --tls-front says that a front with TLS stands before this one.
CMD ["parley", "serve", "--data", "/data", "--port", "8080", "--address", "0.0.0.0", "--tls-front"]
