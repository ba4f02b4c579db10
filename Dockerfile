# The web app, then the server with the web app inside it, then nothing but the server.
FROM node:22-bookworm-slim AS web
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend ./
RUN npm run build

FROM rust:1.95-slim-bookworm AS server
RUN apt-get update && apt-get install -y --no-install-recommends build-essential && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
COPY --from=web /build/frontend/dist frontend/dist
RUN cargo build --release --locked --package lintel-server --bin lintel

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --home-dir /var/lib/lintel --create-home lintel
COPY --from=server /build/target/release/lintel /usr/local/bin/lintel
USER lintel
ENV LINTEL_BIND=0.0.0.0:8080 LINTEL_DATA_DIR=/var/lib/lintel
VOLUME /var/lib/lintel
EXPOSE 8080
ENTRYPOINT ["lintel"]
CMD ["serve"]
