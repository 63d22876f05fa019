#!/usr/bin/env bash
# make dev: serves the demo and rebuilds what changes.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source scripts/setup.sh
source scripts/build.sh

plan 4
take_lock
setup_to_build
step "installing wasm-bindgen and cargo-leptos, which watches" "15 minutes"
need_watcher
fill_tree
watch_tree
release_lock
step "watching; the server is compiled as for release, the browser's half without optimisation" "25 minutes"

# What is written in the clone comes into the tree within a second.
while sleep 1; do bring_files; done &
bringing=$!
trap 'kill "$bringing"' EXIT

# The server's half takes the selection that everything else takes, so that SurrealDB is not compiled
# again. The site goes to a place of its own, so that the release bundle stays whole.
LECTERN_DATA="${LECTERN_DATA:-$root/data}" LEPTOS_SITE_ROOT=target/dev-site \
    in_tree cargo leptos watch --bin-cargo-args=--workspace --bin-cargo-args=--exclude=app-wasm \
    -- serve --demo
