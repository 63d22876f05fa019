#!/usr/bin/env bash
# Cargo with this project's tools, build output and names, for work at a desk:
#   scripts/cargo.sh nextest run -E 'test(upload)'
# Commands that compile the native half get the selection that everything else uses.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source scripts/build.sh

command=${1:?a cargo command is needed}
shift
case $command in
    build | check | clippy | test | nextest)
        take_lock
        fill_tree
        cd "$tree"
        ;;
esac
case $command in
    build | check | clippy | test) exec cargo "$command" "${native[@]}" "$@" ;;
    nextest) exec cargo nextest "${1:?run or list}" "${native[@]}" "${@:2}" ;;
    *) exec cargo "$command" "$@" ;;
esac
