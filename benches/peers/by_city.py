"""DuckDB on the benches' network, in memory: stations by city and stage with a filter.

Usage: by_city.py STATIONS.CSV FILTER THREADS texts|enumerations. Prints one JSON object. Texts are what one
gets; enumerations, whose columns are small numbers, are the fastest form that DuckDB has for them.
"""

import json
import statistics
import sys
import time

import duckdb

path, chosen, threads, form = sys.argv[1:]
db = duckdb.connect(":memory:", config={"threads": int(threads)})
db.execute(f"CREATE TABLE texts AS FROM read_csv('{path}', all_varchar = true)")
texts = ["energy", "brand", "city", "stage"]
if form == "enumerations":
    for name in texts:
        db.execute(f"CREATE TYPE {name}_t AS ENUM (SELECT DISTINCT {name} FROM texts WHERE {name} IS NOT NULL ORDER BY 1)")
columns = ", ".join(f"{name}::{name}_t AS {name}" if form == "enumerations" else name for name in texts)
db.execute(f"CREATE TABLE stations AS SELECT id::INTEGER AS id, {columns} FROM texts")
db.execute("DROP TABLE texts")

stages = [stage for (stage,) in db.execute("SELECT DISTINCT stage FROM stations WHERE stage IS NOT NULL").fetchall()]
counts = ", ".join(f"count(*) FILTER (stage = '{stage}')" for stage in stages)
question = f"SELECT city, count(*), {counts} FROM stations WHERE {chosen} GROUP BY city"
taken = []
for _ in range(60):
    begun = time.perf_counter()
    rows = db.execute(question).fetchall()
    taken.append((time.perf_counter() - begun) * 1e3)
print(
    json.dumps(
        {
            "version": duckdb.__version__,
            "median_ms": statistics.median(taken[10:]),
            "rows": sum(row[0] is not None for row in rows),
            "total": sum(row[1] for row in rows),
        }
    )
)
