# What a person types, and what CI calls. Each target installs what it lacks; see scripts/.

.PHONY: help run build dev test crash check bench fuzz

help:
	@echo "make run               build everything and serve the demo on http://127.0.0.1:3000"
	@echo "make test              every test there is"
	@echo "make dev               serve the demo, rebuild what changes"
	@echo "make check             format, clippy, licences, unused dependencies, spelling"
	@echo "make bench             figures: weight, speed, memory"
	@echo "make crash ROUNDS=200  kill the server again and again, and look for what was lost"
	@echo "make fuzz              a minute of broken and hostile exports and uploads; SECONDS_EACH=600 for longer"
	@echo "make build             the release bundle, in target/bundle"

run:
	@scripts/run.sh

build:
	@scripts/run.sh --build-only

dev:
	@scripts/dev.sh

test:
	@scripts/test.sh

crash:
	@ROUNDS=$(or $(ROUNDS),50) scripts/test.sh crash

check:
	@scripts/check.sh

bench:
	@scripts/bench.sh

fuzz:
	@scripts/fuzz.sh
