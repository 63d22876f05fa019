#!/usr/bin/env bash
# make check: what can be said about the source without running it. Every check runs, then it fails.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source scripts/setup.sh
source scripts/build.sh

passed=0 failed=0

# check TITLE MINUTES COMMAND...
check() {
    step "$1" "$2"
    if "${@:3}"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

# tachys FEATURES...: which of Leptos's two modes a selection of packages turns on.
modes() {
    # Cargo's own failure must not look like "no mode".
    cargo tree --edges features --invert tachys --prefix none "$@" >"$CARGO_TARGET_DIR/modes.txt" || return 1
    grep --only-matching --extended-regexp '^tachys feature "(ssr|hydrate|csr)"' "$CARGO_TARGET_DIR/modes.txt" | sort --unique
}

# A server with `hydrate` on, or a browser with `ssr` on, compiles and then misbehaves at run time.
modes_apart() {
    local server browser
    server="$(modes --workspace --exclude app-wasm)" || return 1
    browser="$(modes --package app-wasm --target wasm32-unknown-unknown)" || return 1
    printf 'server: %s\nbrowser: %s\n' "$server" "$browser"
    [ "$server" = 'tachys feature "ssr"' ] && [ "$browser" = 'tachys feature "hydrate"' ]
}

plan 9
take_lock
step "looking for what was to be there beforehand, and the Rust toolchain" "a minute"
need_basics
need_rsync
need_toolchain
step "installing cargo-deny, cargo-machete and typos" "8 minutes"
need_check_tools
fill_tree

check "format" "a second" cargo fmt --all --check
check "spelling" "a second" typos
check "ssr and hydrate never in one build" "a second" modes_apart
check "dependencies that nothing uses" "a second" cargo machete
# Not `advisories`: the advisory database is a repository of its own, fetched at every run.
check "licences, sources and bans" "a second" cargo deny --workspace check --hide-inclusion-graph \
    --allow no-license-field bans licenses sources
check "clippy, the native half" "10 minutes" in_tree cargo clippy "${native[@]}" --all-targets -- -D warnings
# In the folder in which the browser's half is compiled, so that macros are compiled once.
check "clippy, the browser's half" "3 minutes" in_tree env CARGO_INCREMENTAL=0 cargo clippy --package app-wasm \
    --target wasm32-unknown-unknown --profile wasm-release --target-dir "$CARGO_TARGET_DIR/front" -- -D warnings

printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
