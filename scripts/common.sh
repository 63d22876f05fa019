# Shared by the scripts beside it: where things lie, which versions are used, how progress is told.
# It is sourced, never run.

set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
cd "$root"

# --- Versions ------------------------------------------------------------------------------

cargo_leptos_version=0.3.11
cargo_nextest_version=0.9.143
cargo_deny_version=0.20.2
cargo_machete_version=0.9.2
typos_version=1.52.0
# wasm-bindgen refuses to work on output of any other version of itself, so the lock file decides.
wasm_bindgen_version="$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;}' Cargo.lock)"

# --- Places --------------------------------------------------------------------------------

# Tools and build output lie outside the clone, so that a fresh clone does not compile SurrealDB
# again. A tool's folder carries its version, a package folder the hash of its lock file, and cargo
# fingerprints the rest, in a folder that all clones compile in (`fill_tree` in build.sh).
cache="${LECTERN_CACHE:-$HOME/.cache/lectern}"
tools="$cache/tools"
mkdir -p "$tools"
ln -sfn "$tools" .tools

tree="$cache/tree"
export CARGO_TARGET_DIR="$cache/target"

# What is served lies in the clone, in the layout that Leptos expects and an operator would copy:
# the program, `hash.txt` beside it, and the site.
bundle="$root/target/bundle"

# Where CI is set, cargo would compile without this, and so all of the workspace a second time.
export CARGO_INCREMENTAL=1

# Leptos reads this name at compile time. Were it set for one command and not for the next, both
# would compile Leptos and everything above it again.
export LEPTOS_OUTPUT_NAME=lectern

PATH="$tools/typos-$typos_version/bin:$PATH"
PATH="$tools/cargo-machete-$cargo_machete_version/bin:$PATH"
PATH="$tools/cargo-deny-$cargo_deny_version/bin:$PATH"
PATH="$PATH:$tools/cargo-nextest-$cargo_nextest_version/bin"
PATH="$tools/wasm-bindgen-$wasm_bindgen_version/bin:$PATH"
PATH="$tools/cargo-leptos-$cargo_leptos_version/bin:$PATH"
export PATH

# Every native cargo command takes this selection and no other. Features are unified over what is
# selected: with `--package lectern`, say, other features of shared crates come out, and a part of
# the tree is compiled a second time.
native=(--release --workspace --exclude app-wasm)
# In CI a lock file that does not fit is a mistake; at a desk it is a dependency just added.
if [ "${CI:-}" = true ]; then native+=(--locked); fi

# --- Telling -------------------------------------------------------------------------------

step_number=0
step_total=0

# plan N: says how many steps the command will take.
plan() { step_total=$1; }

# step TEXT [MINUTES]: begins the next step; MINUTES is what its first time takes on two cores.
step() {
    step_number=$((step_number + 1))
    local first_time=""
    if [ $# -gt 1 ]; then first_time="; the first time takes about $2"; fi
    printf '\n[%d/%d] %s%s\n' "$step_number" "$step_total" "$1" "$first_time"
}

fail() {
    printf 'error: %s\n' "$1" >&2
    exit 1
}

# --- One at a time -------------------------------------------------------------------------

# Two clones share the cache. From set-up until nothing is compiled or run from it any more, one of
# them has it alone; otherwise one could be served what the other has just built.
take_lock() {
    command -v flock >/dev/null || fail "flock is missing (Debian: apt-get install util-linux)"
    exec 9>"$cache/lock"
    if ! flock --nonblock 9; then
        echo "another clone is building with this cache; waiting for it"
        flock 9
    fi
}

release_lock() { exec 9>&-; }
