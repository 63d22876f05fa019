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

# Without its end: what cargo makes of the browser's half, and beside it of what.
browser_half="$CARGO_TARGET_DIR/front/wasm32-unknown-unknown/wasm-release/app_wasm"

# Both halves at a time, since each has stretches that keep one core busy and no more.
build_bundle() {
    step "compiling the server, most of it SurrealDB, and the browser's half beside it" "35 minutes"
    local kept="$CARGO_TARGET_DIR/site" browser="" verdict=0
    if ! is_newest "$kept/begun"; then
        rm -rf "$kept"
        touch "$CARGO_TARGET_DIR/begun"
        compile_wasm &
        browser=$!
    fi
    compile cargo build "${native[@]}" || verdict=$?
    if [ -n "$browser" ]; then wait "$browser" || verdict=$?; fi
    [ "$verdict" -eq 0 ] || exit "$verdict"

    step "making what browsers fetch: chunks of wasm, a script, styles, all compressed" "5 minutes"
    if [ -n "$browser" ]; then
        make_site
        mkdir "$kept"
        mv "$tree/target/site" "$tree/target/hash.txt" "$CARGO_TARGET_DIR/begun" "$kept"
    else
        echo "nothing that it is made of has changed since it was built"
    fi

    mkdir -p "$bundle"
    # `install` unlinks first, so that a server still running from there keeps its own program.
    install "$CARGO_TARGET_DIR/release/lectern" "$bundle/lectern"
    rm -rf "$bundle/site"
    cp -r "$kept/site" "$kept/hash.txt" "$bundle"
}

# The splitter needs relocations; the other flag lets static data go into the chunks that use it. RUSTFLAGS would be taken
# in place of both. Whole programs are not compiled in parts.
compile_wasm() {
    local locked=()
    if [ "${CI:-}" = true ]; then locked=(--locked); fi
    CARGO_INCREMENTAL=0 \
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Clink-arg=--emit-relocs -Clink-arg=--no-merge-data-segments" \
        in_tree env --unset=RUSTFLAGS cargo build --package app-wasm --target wasm32-unknown-unknown --profile wasm-release \
        --target-dir "$CARGO_TARGET_DIR/front" "${locked[@]}"
}

# The splitter is not deterministic: the site is always made whole, and served whole.
make_site() {
    local site="$tree/target/site"
    rm -rf "$site"
    mkdir -p "$site"
    cp -r "$tree/public/." "$site"
    "$CARGO_TARGET_DIR/release/splitter" "$browser_half.wasm" "$site/pkg"
    node "$root/site/finish.mjs" "$site" "$tree/target/hash.txt"
}

# Is a file newer than all that the site is made of: what cargo says its wasm was compiled from, and what does not pass
# through cargo? What is gone is as good as newer.
is_newest() (
    [ -e "$1" ] && [ -e "$browser_half.d" ] || return
    cd "$tree"
    mapfile -t inputs < <(cut --delimiter=: --fields=2 "$browser_half.d" | xargs --max-args=1)
    inputs+=(public scripts/{build.sh,common.sh} site style Cargo.toml ./*/Cargo.toml ./*/*/Cargo.toml Cargo.lock rust-toolchain.toml)
    newer="$(find "${inputs[@]}" -newer "$1" -print -quit)" || return
    [ -z "$newer" ]
)

build_tests() {
    step "compiling the tests" "5 minutes"
    compile cargo nextest run "${native[@]}" --no-run
}
