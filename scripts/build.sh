# Builds the program and the browser's half. It is sourced after common.sh, never run.

# Cargo names a workspace's own crates by their path inside the workspace, so two clones that share
# build output share these too, and cargo compares only times: a clone whose files are older than
# the other's build would be handed the other's program (tried, and so it is). Where the last build
# was another clone's, our files are therefore made new. Crates from the registry stay as they are.
claim_build_output() {
    mkdir -p "$CARGO_TARGET_DIR"
    local owner="$CARGO_TARGET_DIR/last-clone"
    if [ "$(cat "$owner" 2>/dev/null || true)" != "$root" ]; then
        git ls-files -z --cached --others --exclude-standard | xargs --null touch --no-create --
        printf '%s\n' "$root" >"$owner"
    fi
}

build_server() {
    step "compiling the server" "20 minutes, most of it SurrealDB"
    claim_build_output
    cargo build "${native[@]}"
    mkdir -p "$bundle"
    # `install` unlinks first, so that a server still running from there keeps its own program.
    install "$CARGO_TARGET_DIR/release/lectern" "$bundle/lectern"
}

# The splitter is not deterministic: the site is always built whole, and served whole.
build_site() {
    step "compiling the browser's half: wasm, styles, compressed" "5 minutes"
    claim_build_output
    local locked=()
    if [ "${CI:-}" = true ]; then locked=(--cargo-locked); fi
    rm -f "$bundle/hash.txt"
    # cargo-leptos would write hash.txt beside the program in the shared build folder, where another
    # clone's would lie too. The link flag lets static data go into the chunks that use it.
    LEPTOS_SITE_ROOT=target/bundle/site \
        LEPTOS_HASH_FILE_NAME="$bundle/hash.txt" \
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Clink-arg=--no-merge-data-segments" \
        cargo leptos build --release --split --precompress --frontend-only "${locked[@]}"
    [ -s "$bundle/hash.txt" ] || fail "cargo-leptos left no $bundle/hash.txt"
}

build_tests() {
    step "compiling the tests" "5 minutes"
    cargo nextest run "${native[@]}" --no-run
}
