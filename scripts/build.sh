# Builds the program and the browser's half. It is sourced after common.sh, never run.

# Cargo goes by a file's time, and rustc begins anew in another folder. Clones that share build output
# therefore compile in one folder, the tree, into which a clone brings its files: what is the same
# there keeps its time, what differs is new. A clone has the tree for as long as it has the lock.
fill_tree() {
    local watched
    watched="$(watched_clone)"
    [ -z "$watched" ] || [ "$watched" = "$root" ] || fail "\`make dev\` is compiling for $watched; end it first"
    # A dependency just added gets into the lock file of the clone. In CI that would hide a mistake.
    [ "${CI:-}" = true ] || cargo metadata --format-version 1 >/dev/null
    bring_files
}

bring_files() {
    mkdir -p "$tree"
    rsync --recursive --links --perms --checksum --delete --exclude=/.git --filter='dir-merge,- .gitignore' "$root/" "$tree/"
}

# What a command leaves running does not keep the lock.
in_tree() { (cd "$tree" && "$@" 9>&-); }

# A compile that was cut off, say with the machine, can leave what it keeps for the next one in parts that do not fit.
# The linker then misses functions. After such an end the next compile begins without it.
compile() {
    local under_way="$CARGO_TARGET_DIR/compiling" verdict=0
    if [ -e "$under_way" ]; then rm -rf "$CARGO_TARGET_DIR/release/incremental"; fi
    mkdir -p "$CARGO_TARGET_DIR"
    touch "$under_way"
    in_tree "$@" || verdict=$?
    rm "$under_way"
    return "$verdict"
}

# `make dev` has the tree without the lock, so that tests of the same clone can run beside it.
watch_tree() {
    exec 8>>"$cache/watched"
    flock --nonblock 8 || fail "\`make dev\` is running already"
    printf '%s\n' "$root" >"$cache/watched"
}

# The clone for which it runs, if it does.
watched_clone() {
    if [ -e "$cache/watched" ] && ! flock --nonblock "$cache/watched" true; then cat "$cache/watched"; fi
}

build_server() {
    step "compiling the server" "20 minutes, most of it SurrealDB"
    compile cargo build "${native[@]}"
    mkdir -p "$bundle"
    # `install` unlinks first, so that a server still running from there keeps its own program.
    install "$CARGO_TARGET_DIR/release/lectern" "$bundle/lectern"
}

# It takes a quarter of an hour, no matter how little has changed, so it is kept beside what cargo keeps.
build_site() {
    step "compiling the browser's half: wasm, styles, compressed" "15 minutes"
    local kept="$CARGO_TARGET_DIR/site"
    if is_newest "$kept/begun"; then
        echo "nothing that it is made of has changed since it was built"
    else
        rm -rf "$kept"
        touch "$CARGO_TARGET_DIR/begun"
        make_site
        mkdir "$kept"
        mv "$tree/target/site" "$tree/target/hash.txt" "$CARGO_TARGET_DIR/begun" "$kept"
    fi
    mkdir -p "$bundle"
    rm -rf "$bundle/site"
    cp -r "$kept/site" "$kept/hash.txt" "$bundle"
}

# The splitter is not deterministic: the site is always built whole, and served whole.
make_site() {
    local locked=()
    if [ "${CI:-}" = true ]; then locked=(--cargo-locked); fi
    # cargo-leptos removes nothing: what a build left that was cut off would be served as well.
    rm -rf "$tree/target/site"
    # cargo-leptos would write hash.txt beside the program. The link flag lets static data go into the chunks that use it.
    # Whole programs are not compiled in parts.
    CARGO_INCREMENTAL=0 \
        LEPTOS_SITE_ROOT=target/site \
        LEPTOS_HASH_FILE_NAME="$tree/target/hash.txt" \
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Clink-arg=--no-merge-data-segments" \
        PATH="$(without_wasm_opt):$PATH" \
        in_tree cargo leptos build --release --split --frontend-only "${locked[@]}"
    [ -s "$tree/target/hash.txt" ] || fail "cargo-leptos left no hash.txt"
    node scripts/join_chunks.mjs "$tree/target/site" "$tree/target/hash.txt"
}

# cargo-leptos would optimise each of the many pieces by itself, which takes many minutes;
# join_chunks.mjs does so with what they become.
without_wasm_opt() {
    local folder="$CARGO_TARGET_DIR/without-wasm-opt"
    mkdir -p "$folder"
    printf '#!/bin/sh\n' >"$folder/wasm-opt"
    chmod +x "$folder/wasm-opt"
    echo "$folder"
}

# Is a file newer than all that the site is made of: what cargo says its wasm was compiled from, and what does not pass
# through cargo? What is gone is as good as newer.
is_newest() (
    compiled="$CARGO_TARGET_DIR/front/wasm32-unknown-unknown/wasm-release/app_wasm.d"
    [ -e "$1" ] && [ -e "$compiled" ] || return
    cd "$tree"
    mapfile -t inputs < <(cut --delimiter=: --fields=2 "$compiled" | xargs --max-args=1)
    inputs+=(public scripts/{build.sh,common.sh,join_chunks.mjs} style Cargo.toml ./*/Cargo.toml ./*/*/Cargo.toml Cargo.lock rust-toolchain.toml)
    newer="$(find "${inputs[@]}" -newer "$1" -print -quit)" || return
    [ -z "$newer" ]
)

build_tests() {
    step "compiling the tests" "5 minutes"
    compile cargo nextest run "${native[@]}" --no-run
}
