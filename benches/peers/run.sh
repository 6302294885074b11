#!/usr/bin/env bash
# Sets the peers up beside the build, measures beside them, and stops what it started. Steps as arguments; all
# of them without. Needs root where Debian's packages are missing and to run PostgreSQL as its own user.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=$PWD/benches/peers
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
export PEERS=$target/peers
mkdir -p "$PEERS"

DUCKDB=2.0.1
SUPERCLUSTER=9.1.0
MARTIN=1.14.0
PG=/usr/lib/postgresql/15/bin
PG_PORT=54329
MARTIN_PORT=54330

wants() { # whether a step is to be done: of those named, or all without names
    [ ${#steps[@]} -eq 0 ] || [[ " ${steps[*]} " == *" $1 "* ]]
}
steps=("$@")

if ! [ -x $PG/initdb ] || ! [ -f /usr/share/postgresql/15/extension/postgis.control ] || ! command -v wrk >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql-15 postgresql-15-postgis-3 wrk python3-venv
fi
if wants engine && ! "$PEERS/venv/bin/python" -c "import duckdb; assert duckdb.__version__ == '$DUCKDB'" 2>/dev/null; then
    python3 -m venv "$PEERS/venv"
    "$PEERS/venv/bin/pip" install -q "duckdb==$DUCKDB"
fi
if wants memory; then
    npm install --silent --no-audit --no-fund --prefix "$PEERS" "supercluster@$SUPERCLUSTER"
fi
if wants martin; then
    CARGO_TARGET_DIR=$PEERS/martin-build cargo install --quiet --locked --root "$PEERS" martin --version "$MARTIN" \
        --no-default-features --features postgres
fi

# The real program is a part of the measurement, so it is built as it is released.
measure() { cargo bench --quiet --bench peers -- "$@"; }

if wants files || ! [ -f "$PEERS/stations.csv" ]; then
    measure files >/dev/null
fi

if wants martin; then
    data=$(mktemp -d)
    stop() {
        [ -z "${martin:-}" ] || kill "$martin" 2>/dev/null || true
        as_postgres $PG/pg_ctl -D "$data/pg" -m immediate stop >/dev/null 2>&1 || true
        rm -rf "$data"
    }
    as_postgres() { (cd / && setpriv --reuid=postgres --regid=postgres --clear-groups "$@"); }
    trap stop EXIT
    chown postgres "$data"
    as_postgres $PG/initdb -D "$data/pg" -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
    as_postgres $PG/pg_ctl -D "$data/pg" -w -l "$data/log" start >/dev/null -o "-p $PG_PORT -k $data \
        -c listen_addresses=127.0.0.1 -c shared_buffers=2GB -c effective_cache_size=8GB -c maintenance_work_mem=1GB \
        -c max_wal_size=4GB -c random_page_cost=1.1"
    filter=$(sed -n "s/.*FILTER: &str = \"\(.*\)\";/\1/p" benches/network/mod.rs)
    psql -q -h 127.0.0.1 -p $PG_PORT -U postgres -v chosen="$filter" -f "$here/stations.sql" <"$PEERS/stations.csv" >/dev/null
    "$PEERS/bin/martin" --cache-size 0 --workers 1 --listen-addresses 127.0.0.1:$MARTIN_PORT \
        "postgres://postgres@127.0.0.1:$PG_PORT/postgres" >"$data/martin.log" 2>&1 &
    martin=$!
    export MARTIN=http://127.0.0.1:$MARTIN_PORT
    for _ in $(seq 100); do
        curl -sf "$MARTIN/health" >/dev/null && break
        sleep 0.1
    done
fi

if [ ${#steps[@]} -eq 0 ]; then
    steps=(engine memory start martin warm writes)
fi
measure "${steps[@]}"
