# Builds the program and the browser's half. It is sourced after common.sh, never run.

# Cargo names a workspace's own crates by their path inside the workspace, so two clones that share
# build output share these too, and cargo compares only times: a clone whose files are older than
# the other's build would be handed the other's program (tried, and so it is). Where the last build
# was another clone's, a file therefore gets the time that the other built this very text at, or
# is made new. Crates from the registry stay as they are.
claim_build_output() {
    mkdir -p "$CARGO_TARGET_DIR"
    local owner="$CARGO_TARGET_DIR/last-clone" source time
    if [ "$(cat "$owner" 2>/dev/null || true)" != "$root" ]; then
        source_files | xargs --null touch --no-create --
        if [ -e "$CARGO_TARGET_DIR/sources" ] && ! is_watched; then
            source_texts | LC_ALL=C join - "$CARGO_TARGET_DIR/sources" | while read -r source time; do
                touch --date "@$time" -- "${source#*:}"
            done
        fi
        printf '%s\n' "$root" >"$owner"
    fi
    # Whatever cargo does from now on, only a build that ends well says what it was made of.
    rm -f "$CARGO_TARGET_DIR/sources"
    touch "$CARGO_TARGET_DIR/claimed"
}

# Writes down what this clone's build was made of, without what was written meanwhile.
settle_build_output() {
    if is_watched; then return; fi
    local texts source path time
    local -A times=()
    texts="$(source_texts)"
    while read -r time path; do
        if [ ! "$path" -nt "$CARGO_TARGET_DIR/claimed" ]; then times[$path]=$time; fi
    done < <(source_files | xargs --null stat --printf '%.9Y %n\n' --)
    for source in $texts; do
        time="${times[${source#*:}]:-}"
        if [ "$time" ]; then printf '%s %s\n' "$source" "$time"; fi
    done >"$CARGO_TARGET_DIR/sources"
}

# `make dev` builds whenever a file changes, and claims nothing for that.
watch_build_output() { printf '%s\n' "$$" >"$CARGO_TARGET_DIR/watched-by"; }
is_watched() { kill -0 "$(cat "$CARGO_TARGET_DIR/watched-by" 2>/dev/null || true)" 2>/dev/null; }

# The files of this clone that git knows or would take, each followed by NUL.
source_files() {
    local path
    git ls-files -z --cached --others --exclude-standard --deduplicate | while read -r -d '' path; do
        if [ -f "$path" ]; then printf '%s\0' "$path"; fi
    done
}

# HASH:PATH of each file, in order. Names with white space are left out, and so always new.
source_texts() {
    source_files | xargs --null sha256sum -- | sed --quiet --regexp-extended 's/^([0-9a-f]{64})  (\S+)$/\1:\2/p' | LC_ALL=C sort
}

build_server() {
    step "compiling the server" "20 minutes, most of it SurrealDB"
    claim_build_output
    cargo build "${native[@]}"
    settle_build_output
    mkdir -p "$bundle"
    # `install` unlinks first, so that a server still running from there keeps its own program.
    install "$CARGO_TARGET_DIR/release/lectern" "$bundle/lectern"
}

# It takes a quarter of an hour, so the last one is kept for the next clone that would make it of the same texts.
build_site() {
    step "compiling the browser's half: wasm, styles, compressed" "15 minutes"
    local kept="$CARGO_TARGET_DIR/site"
    mkdir -p "$bundle"
    rm -rf "$bundle/site" "$bundle/hash.txt"
    source_texts >"$CARGO_TARGET_DIR/texts"
    if [ -e "$kept/texts" ] && texts_of_site "$kept/sources" | cmp --silent - "$kept/texts"; then
        echo "nothing that it is made of has changed since it was built"
        cp -r "$kept/site" "$kept/hash.txt" "$bundle"
        return
    fi
    rm -rf "$kept"
    make_site
    mkdir "$kept"
    cp -r "$bundle/site" "$bundle/hash.txt" "$kept"
    sources_of_wasm >"$kept/sources"
    texts_of_site "$kept/sources" >"$kept/texts"
}

# The splitter is not deterministic: the site is always built whole, and served whole.
make_site() {
    claim_build_output
    local locked=()
    if [ "${CI:-}" = true ]; then locked=(--cargo-locked); fi
    # cargo-leptos would write hash.txt beside the program in the shared build folder, where another
    # clone's would lie too. The link flag lets static data go into the chunks that use it.
    LEPTOS_SITE_ROOT=target/bundle/site \
        LEPTOS_HASH_FILE_NAME="$bundle/hash.txt" \
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Clink-arg=--no-merge-data-segments" \
        cargo leptos build --release --split --precompress --frontend-only "${locked[@]}"
    settle_build_output
    [ -s "$bundle/hash.txt" ] || fail "cargo-leptos left no $bundle/hash.txt"
}

# The Rust files that the wasm was compiled from, as cargo wrote them down.
sources_of_wasm() {
    tr ' ' '\n' <"$CARGO_TARGET_DIR/front/wasm32-unknown-unknown/wasm-release/app_wasm.d" | sed --quiet "s|^$root/||p"
}

# HASH:PATH, as they were before it was built, of these sources and of what decides about the rest of the site.
texts_of_site() {
    awk -F: 'NR == FNR { compiled[$0]; next }
        $2 in compiled || $2 ~ /^(public|scripts|style)\// || $2 ~ /(^|\/)(Cargo\.(toml|lock)|rust-toolchain\.toml)$/' \
        "$1" "$CARGO_TARGET_DIR/texts"
}

build_tests() {
    step "compiling the tests" "5 minutes"
    claim_build_output
    cargo nextest run "${native[@]}" --no-run
    settle_build_output
}
