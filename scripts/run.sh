#!/usr/bin/env bash
# make run: installs what is missing, builds the release bundle, serves the demo.
# make build stops before serving.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source scripts/setup.sh
source scripts/build.sh

serve=true
if [ "${1:-}" = --build-only ]; then serve=false; fi

plan 4
if $serve; then plan 5; fi
take_lock
setup_to_build
fill_tree
build_bundle
release_lock

if $serve; then
    step "serving the demo on http://${LECTERN_ADDR:-127.0.0.1:3000}; its data lies in ${LECTERN_DATA:-./data}"
    exec "$bundle/lectern" serve --demo
fi
printf '\nThe bundle is in %s.\n' "$bundle"
