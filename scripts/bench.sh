#!/usr/bin/env bash
# make bench: figures and ratios, with the machine that they were measured on. Nothing here passes or fails.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source scripts/setup.sh
source scripts/build.sh

plan 6
take_lock
setup_to_build
setup_to_test
fill_tree
build_bundle
release_lock

step "measuring; about 20 minutes, and half an hour more for the gallery of 10,000 materials"
printf 'machine: %s, %s cores, %s memory, Linux %s\n' \
    "$(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -1)" "$(nproc)" \
    "$(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)" "$(uname -r)"
printf 'measured: %s, commit %s\n\n' "$(date --utc +%Y-%m-%dT%H:%MZ)" "$(git describe --always --dirty)"
LECTERN_BIN="$bundle/lectern" LECTERN_SITE="$bundle/site" exec node end2end/bench.mjs "$@"
