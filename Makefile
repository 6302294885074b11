# The two commands: `make run` brings up the map with the demo network, `make test` is the gate.
# Both install what they need on a fresh Debian machine that has Rust and Node.

.PHONY: run test setup web lint unit e2e bench peers screens

CARGO ?= cargo
CHROMIUM := /usr/bin/chromium

run: web
	$(CARGO) run --release -- demo --database demo.db

# What the gate runs, in the order in which it fails fastest.
test: setup web lint unit e2e

# Chromium and fonts for the browser tests; root is needed only where they are not there yet.
setup:
	@test -x $(CHROMIUM) && fc-list 2>/dev/null | grep -qi noto.*cjk || { apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk fontconfig; }
	@$(CARGO) nextest --version >/dev/null 2>&1 || $(CARGO) install --locked cargo-nextest

# `npm ci` only where the lock file is newer than what it installed.
web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	cd web && npm ci --no-audit --no-fund
	@touch $@

web: web/node_modules/.package-lock.json
	cd web && npm run --silent build

lint: web/node_modules/.package-lock.json
	$(CARGO) fmt --check
	$(CARGO) clippy --all-targets --bench peers -- -D warnings
	cd web && npm run --silent lint && npm run --silent types:check && npm run --silent typecheck

unit: web/node_modules/.package-lock.json
	$(CARGO) nextest run
	$(CARGO) test --doc
	cd web && npm run --silent test

e2e: web
	$(CARGO) build --release
	cd web && FORECOURT_BIN=../target/release/forecourt npm run --silent e2e

bench:
	$(CARGO) bench

# Beside other programs, which it installs first: benches/peers/README.md.
peers:
	FORECOURT_WEB=off benches/peers/run.sh

# Screenshots of every page, both sizes, both themes, both languages, into web/screens.
screens: web
	$(CARGO) build --release
	cd web && FORECOURT_BIN=../target/release/forecourt npm run --silent screens
