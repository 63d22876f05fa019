#!/usr/bin/env bash
# make fuzz: each reader of attendance exports, and the gate, against a fuzzer, for SECONDS_EACH seconds; a minute in all if nothing is said.
# What breaks a reader is kept in target/fuzz/found, to be run again: target/fuzz/run/READER FILE.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source scripts/setup.sh
source scripts/build.sh

readers=(package sheet zoom teams bigbluebutton mapped text gate)
seconds="${SECONDS_EACH:-$((60 / ${#readers[@]}))}"

plan $((3 + ${#readers[@]}))
take_lock
step "looking for what was to be there beforehand, and the Rust toolchain" "a minute"
need_basics
need_rsync
need_toolchain
command -v g++ >/dev/null || debian g++
fill_tree

# A folder of its own: with these marks everything is compiled anew. They are LLVM's own, so that the
# toolchain of the project does, and no nightly is needed. With a target named, build scripts go without them.
step "building the fuzzers" "3 minutes"
host="$(rustc --version --verbose | sed -n 's/^host: //p')"
export CARGO_TARGET_DIR="${LECTERN_FUZZ_TARGET:-$cache/fuzz}" CARGO_INCREMENTAL=0
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Ccodegen-units=1 \
    -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares"
in_tree cargo build --manifest-path fuzz/Cargo.toml --release --target "$host" --bins

step "writing what they begin with"
place="$root/target/fuzz"
mkdir -p "$place/found" "$place/run"
for reader in "${readers[@]}"; do cp "$CARGO_TARGET_DIR/$host/release/$reader" "$place/run/"; done
SEEDS="$place/corpus" "$CARGO_TARGET_DIR/$host/release/seeds"
release_lock

broken=()
for reader in "${readers[@]}"; do
    step "$reader, for $seconds seconds"
    log="$place/$reader.log"
    if "$place/run/$reader" "$place/corpus/$reader" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=512 \
        -max_len=65536 -print_final_stats=1 -verbosity=0 -artifact_prefix="$place/found/$reader-" >"$log" 2>&1; then
        sed -n 's/^stat::number_of_executed_units: *\(.*\)/\1 files read/p' "$log"
    else
        broken+=("$reader")
        grep --text --invert-match 'NEW_FUNC' "$log" | tail -40
    fi
done

printf '\n'
if [ ${#broken[@]} -gt 0 ]; then fail "broken: ${broken[*]}; what broke them is in target/fuzz/found"; fi
echo "${#readers[@]} readers, $seconds seconds each, nothing found"
