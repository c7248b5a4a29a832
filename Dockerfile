FROM rust:1.89-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /docparity
COPY Cargo.toml Cargo.lock askama.toml build.rs PACKAGE.md ./
COPY src src
# The manifest names them, but nothing of them is built.
COPY benches benches
COPY examples examples
RUN cargo build --release --locked --bin docparity

FROM scratch
COPY --from=build /docparity/target/release/docparity /docparity
WORKDIR /pages
ENTRYPOINT ["/docparity"]
CMD ["check"]
