#!/usr/bin/env bash
# make test: every test there is, after all the set-up that they need.
# make crash: only the crash test, ROUNDS times.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source scripts/setup.sh
source scripts/build.sh

only_crash=false
if [ "${1:-}" = crash ]; then only_crash=true; fi
export ROUNDS="${ROUNDS:-50}"

prepare() {
    take_lock
    setup_to_build
    setup_to_test
    fill_tree
    build_bundle
    build_tests
    # Tests that start a server start what a newcomer is served.
    export LECTERN_BIN="$bundle/lectern" LECTERN_SITE="$bundle/site"
}

if $only_crash; then
    plan 7
    prepare
    step "killing the server $ROUNDS times"
    in_tree cargo nextest run "${native[@]}" --no-capture -E 'binary(crash)'
    exit
fi

# --- Everything ------------------------------------------------------------------------------

logs="$root/target/test-logs"
rm -rf "$logs"
mkdir -p "$logs"
passed=0 failed=0 skipped=0 broken=()

# count WORD FILE: the number before WORD in the runner's closing line, or 0.
count() { (grep --text -oE "[0-9]+ $1" "$2" || true) | awk '{ n = $1 } END { print n + 0 }'; }

run_nextest() {
    step "running the Rust tests, the crash test with $ROUNDS rounds among them"
    in_tree cargo nextest run "${native[@]}" --no-fail-fast --color never 2>&1 | tee "$logs/nextest.log" \
        || broken+=("nextest")
    grep --text -E '^ *Summary ' "$logs/nextest.log" >"$logs/nextest.summary" || true
    local bad
    for bad in failed 'timed out' 'exec failed'; do
        failed=$((failed + $(count "$bad" "$logs/nextest.summary")))
    done
    passed=$((passed + $(count passed "$logs/nextest.summary")))
    skipped=$((skipped + $(count skipped "$logs/nextest.summary")))
}

# nextest does not know examples in comments. There are none today; should one be written, it is run.
run_doc_tests() {
    step "running the examples in comments, if there are any"
    if ! grep --recursive --quiet --extended-regexp --include='*.rs' '^\s*//[/!]\s*```' app crates server trials; then
        echo "there are none"
        return
    fi
    in_tree cargo test --doc "${native[@]}" 2>&1 | tee "$logs/doc.log" || broken+=("examples in comments")
    passed=$((passed + $(awk '/^test result:/ { n += $4 } END { print n + 0 }' "$logs/doc.log")))
    failed=$((failed + $(awk '/^test result:/ { n += $6 } END { print n + 0 }' "$logs/doc.log")))
    skipped=$((skipped + $(awk '/^test result:/ { n += $8 } END { print n + 0 }' "$logs/doc.log")))
}

run_end2end() {
    step "clicking through the release bundle in Chromium"
    local report="$logs/playwright.json"
    (cd end2end && PLAYWRIGHT_JSON_OUTPUT_FILE="$report" npx --no-install playwright test --reporter=list,json) \
        || broken+=("Playwright")
    [ -s "$report" ] || return 0
    local good bad left_out
    read -r good bad left_out < <(node --print '
        const { expected, flaky, unexpected, skipped } = JSON.parse(require("fs").readFileSync(process.argv[1])).stats;
        `${expected + flaky} ${unexpected} ${skipped}`' "$report")
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left_out))
}

# Why tests failed, once more and in short: of a long output often only the end is kept.
tell_why() {
    grep --text -E -A 2 'panicked at|LEAK-FAIL|TIMEOUT' "$logs/nextest.log" | tail --lines=30 || true
    [ -s "$logs/playwright.json" ] || return 0
    node --eval '
        const inside = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(inside)];
        for (const { file, line, title, tests, ok } of inside(JSON.parse(require("fs").readFileSync(process.argv[1])))) {
            if (ok) continue;
            for (const { projectName, results } of tests) {
                const message = results.at(-1)?.error?.message;
                if (message === undefined) continue;
                const plain = message.replace(/\u001b\[[0-9;]*m/g, "").split("\n").filter((text) => text.trim() !== "");
                console.log(`${file}:${line} ${title} (${projectName})\n    ${plain.slice(0, 6).join("\n    ")}`);
            }
        }' "$logs/playwright.json"
}

plan 9
prepare
run_nextest
run_doc_tests
release_lock
run_end2end

# Nothing is left out silently: a test that cannot run here is a failure of this machine or of the test.
printf '\n'
if [ "$skipped" -gt 0 ]; then echo "error: $skipped tests were skipped; a run in which not every test ran does not pass"; fi
if [ ${#broken[@]} -gt 0 ]; then echo "error: did not end well: ${broken[*]}"; fi
if [ "$passed" -eq 0 ]; then echo "error: no test ran"; fi
verdict=0
if [ "$failed" -gt 0 ] || [ "$skipped" -gt 0 ] || [ "$passed" -eq 0 ] || [ ${#broken[@]} -gt 0 ]; then verdict=1; fi
if [ "$verdict" -eq 1 ]; then tell_why; fi
# A runner that broke without counting a failure counts as one.
if [ "$verdict" -eq 1 ] && [ "$failed" -eq 0 ]; then failed=1; fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$verdict"
