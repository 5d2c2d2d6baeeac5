# One image, the server with the web app inside, for every role: serve (the default), worker --health, migrate and the other verbs.
#   docker build --tag smartai .                        (before Docker 23: DOCKER_BUILDKIT=1 docker build ...)
# And a second for the one role that needs PostgreSQL's own programs, backup, of the database's major version:
#   docker build --target backup --build-arg POSTGRES=18 --tag smartai:1.2.3-postgres18 .
# Nothing in the last stage is run or installed while it is built, and the program needs no shell: a base without one does as well, if it knows es and fr:
#   docker build --build-arg RUNTIME=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra .
ARG RUNTIME=mcr.microsoft.com/dotnet/aspnet:10.0
ARG POSTGRES=18

# The web app. Its files are the same for every processor, so nothing is emulated.
FROM --platform=$BUILDPLATFORM node:22-bookworm-slim AS web
WORKDIR /source
COPY web/package.json web/package-lock.json web/
RUN --mount=type=cache,target=/root/.npm npm --prefix web ci --no-audit --no-fund --loglevel=error
COPY scripts/sbom.mjs scripts/
COPY src/Server/packages.lock.json server/
RUN mkdir /sbom && node scripts/sbom.mjs server/packages.lock.json smartai > /sbom/server.cdx.json \
    && npm --prefix web sbom --sbom-format=cyclonedx --sbom-type=application --omit=dev > /sbom/web.cdx.json
COPY web web
COPY samples samples
RUN ln -s ../web/node_modules samples/node_modules && npm --prefix web run --silent build

# What a restore reads and nothing else, so that the restored packages outlast every change of code.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS projects
WORKDIR /source
COPY . .
RUN mkdir /projects && cp --parents -t /projects global.json BannedSymbols.txt $(find . -name 'Directory.*.props' -o -name '*.csproj' -o -name packages.lock.json)

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS server
WORKDIR /source
COPY --from=projects /projects .
# The packages lie in a layer and not in the cache mount: what is built below must find them on a machine whose cache is empty.
RUN --mount=type=cache,target=/root/.local/share/NuGet/http-cache \
    dotnet restore src/Server/Server.csproj --locked-mode --verbosity quiet
COPY docs docs
COPY src src
COPY samples samples
# Analyzers have their say in make check, of the same code.
RUN dotnet publish src/Server/Server.csproj --configuration Release --no-restore --nologo --verbosity quiet --output /app \
        -p:UseAppHost=false -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false \
    && mkdir --parents /own /kept/files /kept/backups && mv /app/smartai.* /app/SmartAI.* /own/

# For compose.development.yaml: source is mounted over what lies here, and what is built goes elsewhere.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS development
WORKDIR /source
COPY --from=projects /projects .
ENV NUGET_PACKAGES=/packages
# Restored here, for whoever the container runs as; what it builds lies beside, since the packages and a build are more than /tmp holds.
RUN --mount=type=cache,target=/root/.local/share/NuGet/http-cache \
    dotnet restore src/Server/Server.csproj --locked-mode --verbosity quiet --property:UseArtifactsOutput=true --property:ArtifactsPath=/artifacts \
    && chmod -R a+rwX /packages /artifacts
ENV DOTNET_USE_POLLING_FILE_WATCHER=true DOTNET_WATCH_RESTART_ON_RUDE_EDIT=true DOTNET_CLI_HOME=/tmp HOME=/tmp
ENTRYPOINT ["dotnet", "watch", "--project", "src/Server", "--non-interactive", "run", "--property:UseArtifactsOutput=true", "--property:ArtifactsPath=/artifacts", "--property:RunAnalyzers=false", "--"]
CMD ["serve"]

FROM $RUNTIME AS app
WORKDIR /app
# From what changes least to what changes most: a new version of the code is a small layer.
# Volumes that are mounted here begin as what they cover: empty, and the platform's to write.
COPY --from=server --chown=1654:1654 /kept /kept
COPY --from=server /app ./
COPY --from=web /sbom ./sbom
COPY --from=web /source/web/dist ./wwwroot
COPY LICENSE ./
COPY --from=server /own ./

# The same program on the database's own image: pg_dump has to be of its major version. .NET comes from the base of the other image, so both
# run on one runtime; what it needs beside itself (ICU, OpenSSL, libstdc++) PostgreSQL needs too.
FROM postgres:${POSTGRES}-bookworm AS backup
COPY --from=app /usr/share/dotnet /usr/share/dotnet
COPY --from=app --chown=1654:1654 /kept /kept
COPY --from=app /app /app
WORKDIR /app
ENV PATH="/usr/share/dotnet:$PATH" \
    DOTNET_RUNNING_IN_CONTAINER=true \
    SMARTAI_LISTEN=0.0.0.0 \
    SMARTAI_PORT=8080 \
    SMARTAI_EMBEDDED=false \
    SMARTAI_DATA=/tmp/smartai
USER 1654
EXPOSE 8080
# Of the base there is PostgreSQL's own port and signal: this is no database.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 CMD ["dotnet", "/app/smartai.dll", "health"]
ENTRYPOINT ["dotnet", "/app/smartai.dll"]
CMD ["backup"]
ARG POSTGRES
ARG VERSION=0.0.0-local
ARG REVISION=unknown
ARG CREATED=1970-01-01T00:00:00Z
ARG SOURCE=
LABEL org.opencontainers.image.title="SmartAIPlatForm, backups" \
      org.opencontainers.image.description="The same server with pg_dump and pg_basebackup of PostgreSQL $POSTGRES, to make and prove backups" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="postgres:$POSTGRES-bookworm" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.created="$CREATED" \
      org.opencontainers.image.source="$SOURCE"

FROM app AS final
# Inside of a container only its own network is behind 0.0.0.0; who may reach it is decided by what is published.
ENV SMARTAI_LISTEN=0.0.0.0 \
    SMARTAI_PORT=8080 \
    SMARTAI_EMBEDDED=false \
    SMARTAI_DATA=/tmp/smartai
USER 1654
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 CMD ["dotnet", "/app/smartai.dll", "health"]
ENTRYPOINT ["dotnet", "/app/smartai.dll"]
CMD ["serve"]
ARG VERSION=0.0.0-local
ARG REVISION=unknown
ARG CREATED=1970-01-01T00:00:00Z
ARG SOURCE=
LABEL org.opencontainers.image.title="SmartAIPlatForm" \
      org.opencontainers.image.description="Self-hosted platform: server with its web app, worker and maintenance verbs" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="mcr.microsoft.com/dotnet/aspnet:10.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.created="$CREATED" \
      org.opencontainers.image.source="$SOURCE"
