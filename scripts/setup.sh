# Installs what is missing, each thing at one version. It is sourced after common.sh, never run.
# Every function is quick when there is nothing to do.

# --- What a newcomer brings, and what Debian has ---------------------------------------------

need_basics() {
    local missing=()
    for command in git curl cc node npm rustup; do
        command -v "$command" >/dev/null || missing+=("$command")
    done
    [ ${#missing[@]} -eq 0 ] \
        || fail "missing: ${missing[*]} (needed beforehand: git, make, curl, a C compiler, Node.js 20 or newer with npm, rustup)"
    local node_major
    node_major="$(node --print 'process.versions.node.split(".")[0]')"
    [ "$node_major" -ge 20 ] || fail "Node.js 20 or newer is needed, this is $(node --version)"
}

# debian PACKAGE...: installs where it may, and says what to type where it may not.
debian() {
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        apt-get update --quiet --quiet
        DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --quiet "$@"
    else
        fail "please install these first: sudo apt-get install $*"
    fi
}

need_rsync() {
    command -v rsync >/dev/null || debian rsync
}

need_chromium() {
    # With its fonts: how wide a page is depends on them.
    if ! command -v chromium >/dev/null || ! fc-list : family | grep --quiet Liberation; then
        debian chromium fonts-liberation
    fi
    LECTERN_CHROMIUM="$(command -v chromium)"
    export LECTERN_CHROMIUM
}

# LibreOffice, which draws office files: 110 MB to fetch, 370 MB on the disk, half a minute.
need_office() {
    command -v soffice >/dev/null \
        || debian --no-install-recommends libreoffice-impress libreoffice-writer libreoffice-calc fonts-dejavu-core
}

# What keeps readers of foreign files apart from the machine, and a virus scanner for the tests, which make its
# signatures themselves.
need_confinement() {
    command -v bwrap >/dev/null || debian --no-install-recommends bubblewrap
}

need_clamd() {
    [ -x /usr/sbin/clamd ] || debian --no-install-recommends clamav-daemon
}

# --- Rust ------------------------------------------------------------------------------------

toolchain_field() {
    sed -n "s/^$1 *= *//p" rust-toolchain.toml | tr -d '[]" '
}

# rustup may have been told not to install by itself (RUSTUP_AUTO_INSTALL=0), so it is asked to,
# with what rust-toolchain.toml says.
need_toolchain() {
    local channel components targets installed
    channel="$(toolchain_field channel)"
    components="$(toolchain_field components)"
    targets="$(toolchain_field targets)"

    installed="$(rustup component list --installed --toolchain "$channel" 2>/dev/null || true)"
    local part
    for part in ${components//,/ } ${targets//,/ }; do
        if ! grep --quiet --extended-regexp "^(rust-std-)?$part(-|$)" <<<"$installed"; then
            rustup toolchain install "$channel" --no-self-update \
                --profile "$(toolchain_field profile)" --component "$components" --target "$targets"
            return
        fi
    done
}

# cargo_tool NAME VERSION PROGRAM [FLAG...]: installs a tool from source, quickly rather than well:
# these run for seconds, so it does not pay to optimise them for minutes.
cargo_tool() {
    local name=$1 version=$2 program=$3
    shift 3
    local folder="$tools/$name-$version"
    # The crates of wasm-bindgen and typos are called -cli; their folders are not.
    case $name in wasm-bindgen | typos) name="$name-cli" ;; esac
    [ -x "$folder/bin/$program" ] && return
    # An interrupted install goes on where it stopped, since its build folder has a name.
    CARGO_TARGET_DIR="$folder.build" \
        CARGO_PROFILE_RELEASE_LTO=false CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
        cargo install "$name@$version" --root "$folder" "$@"
    rm -rf "$folder.build"
}

need_nextest() {
    command -v cargo-nextest >/dev/null \
        || cargo_tool cargo-nextest "$cargo_nextest_version" cargo-nextest --locked
}

need_check_tools() {
    cargo_tool cargo-deny "$cargo_deny_version" cargo-deny --locked
    cargo_tool cargo-machete "$cargo_machete_version" cargo-machete --locked
    cargo_tool typos "$typos_version" typos --locked
}

# What watches, rebuilds and reloads for `make dev`. It takes wasm-bindgen from PATH and would download it otherwise.
need_watcher() {
    # Without --locked: the lock file of 0.2.130 names a crate version that was withdrawn.
    cargo_tool wasm-bindgen "$wasm_bindgen_version" wasm-bindgen
    cargo_tool cargo-leptos "$cargo_leptos_version" cargo-leptos --locked
}

# --- JavaScript and Python ---------------------------------------------------------------------

key_of() { sha256sum "$@" | sha256sum | cut -c 1-16; }

# need_node_modules FOLDER: what the lock file in that folder of the clone names.
need_node_modules() {
    local user=$1 folder
    folder="$cache/npm-$(key_of "$user/package.json" "$user/package-lock.json")"
    if [ ! -e "$folder/complete" ]; then
        mkdir -p "$folder"
        cp "$user/package.json" "$user/package-lock.json" "$user/.npmrc" "$folder/"
        # The browser is Debian's; Playwright's own is not wanted.
        PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix "$folder" --loglevel=error
        touch "$folder/complete"
    fi
    # A folder that somebody's `npm install` left there would otherwise receive the link inside it.
    [ -L "$user/node_modules" ] || rm -rf "$user/node_modules"
    ln -sfn "$folder/node_modules" "$user/node_modules"
}

need_python() {
    command -v python3 >/dev/null || debian python3 python3-venv
    python3 -c 'import ensurepip, venv' 2>/dev/null || debian python3-venv
    local folder
    folder="$cache/python-$( (python3 --version && command -v python3 && cat scripts/requirements.txt) | key_of)"
    if [ ! -e "$folder/complete" ]; then
        rm -rf "$folder"
        python3 -m venv "$folder"
        "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement scripts/requirements.txt
        touch "$folder/complete"
    fi
    export LECTERN_PYTHON="$folder/bin/python"
}

# --- Both halves of set-up ---------------------------------------------------------------------

setup_to_build() {
    step "looking for what was to be there beforehand, and the Rust toolchain" "a minute"
    need_basics
    need_rsync
    need_toolchain
    step "fetching what makes the site: wasm-opt, and what shortens scripts and styles" "a minute"
    need_node_modules site
}

setup_to_test() {
    step "installing the test runner, Chromium, LibreOffice, and the foreign clients that tests use" "5 minutes"
    need_nextest
    need_chromium
    need_office
    need_confinement
    need_clamd
    need_node_modules end2end
    need_python
}
