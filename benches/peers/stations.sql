-- The benches' network on PostGIS, and the tile of its clusters as a function for Martin: what Forecourt's
-- tile says (layers `clusters` and `stations`, 16 × 16 cells, counts by stage, the mean place), written as fast
-- as we know how. The CSV comes on standard input; `chosen` is a variable of psql, the filter.
--
-- In the peer's favour: the stage on the date is a column, so that nothing is looked up in a timeline; choices are
-- enumerations; rows lie in the order of the index; Mercator coordinates stand beside the geometry.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE TYPE stage AS ENUM ('prospect', 'negotiating', 'signed', 'online', 'paused', 'terminated');
CREATE TYPE energy AS ENUM ('fuel', 'ev', 'gas', 'hydrogen', 'mixed');

CREATE TEMP TABLE texts (id int, code text, name text, energy text, brand text, lon float8, lat float8, city text, stage text);
\copy texts FROM pstdin WITH (FORMAT csv, HEADER true)

CREATE TABLE stations AS
SELECT id, energy::energy, stage::stage, ST_X(geom) AS x, ST_Y(geom) AS y, geom, brand, code, name
FROM (SELECT *, ST_Transform(ST_SetSRID(ST_MakePoint(lon, lat), 4326), 3857) AS geom FROM texts) AS placed;
CREATE INDEX stations_geom ON stations USING gist (geom);
CLUSTER stations USING stations_geom;
ALTER TABLE stations ADD PRIMARY KEY (id);
VACUUM (ANALYZE, FREEZE) stations;

-- One function for everybody, one with the filter written into it, and both again for two processes. In
-- PL/pgSQL, because a plan is made for each tile then: the whole table in one go for the world, the index for a city.
CREATE FUNCTION pg_temp.define(name text, chosen text, processes int) RETURNS void LANGUAGE plpgsql AS $define$
BEGIN
    EXECUTE format($f$
        CREATE OR REPLACE FUNCTION public.%I(z integer, x integer, y integer, query_params json)
        RETURNS TABLE (mvt bytea, key text)
        LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
        SET plan_cache_mode = force_custom_plan
        SET jit = off
        SET max_parallel_workers_per_gather = %s
        SET work_mem = '64MB'
        AS $body$
        #variable_conflict use_column
        DECLARE
            box geometry := ST_TileEnvelope($1, $2, $3);
            west float8 := ST_XMin(box);
            north float8 := ST_YMax(box);
            scale float8 := 16 / (ST_XMax(box) - ST_XMin(box));
        BEGIN
            RETURN QUERY
            WITH cells AS MATERIALIZED (
                SELECT
                    floor((s.x - west) * scale)::int AS cx, floor((north - s.y) * scale)::int AS cy,
                    count(*)::int AS count,
                    count(*) FILTER (WHERE stage IS NULL)::int AS no_stage,
                    count(*) FILTER (WHERE stage = 'prospect')::int AS prospect,
                    count(*) FILTER (WHERE stage = 'negotiating')::int AS negotiating,
                    count(*) FILTER (WHERE stage = 'signed')::int AS signed,
                    count(*) FILTER (WHERE stage = 'online')::int AS online,
                    count(*) FILTER (WHERE stage = 'paused')::int AS paused,
                    count(*) FILTER (WHERE stage = 'terminated')::int AS terminated,
                    avg(s.x) AS mx, avg(s.y) AS my, min(id) AS one
                FROM stations s
                WHERE geom && box AND s.x >= west AND s.x < ST_XMax(box) AND s.y > ST_YMin(box) AND s.y <= north
                    AND (%s)
                GROUP BY 1, 2
            )
            SELECT
                coalesce((SELECT ST_AsMVT(t, 'clusters', 4096, 'geom', 'id') FROM (
                    SELECT cy * 16 + cx AS id, count, no_stage, prospect, negotiating, signed, online, paused, terminated,
                        ST_AsMVTGeom(ST_SetSRID(ST_MakePoint(mx, my), 3857), box, 4096, 0, false) AS geom
                    FROM cells WHERE count > 1) AS t), ''::bytea)
                || coalesce((SELECT ST_AsMVT(t, 'stations', 4096, 'geom', 'id') FROM (
                    SELECT s.id, s.code, s.name, s.energy::text, s.brand, s.stage::text,
                        ST_AsMVTGeom(s.geom, box, 4096, 0, false) AS geom
                    FROM cells JOIN stations s ON s.id = one WHERE count = 1) AS t), ''::bytea),
                NULL::text;
        END $body$;
    $f$, name, processes, chosen);
END $define$;
SELECT pg_temp.define('everybody', 'true', 0), pg_temp.define('chosen', :'chosen', 0),
    pg_temp.define('everybody_two', 'true', 2), pg_temp.define('chosen_two', :'chosen', 2);

-- For comparison, the clusters alone as one writes them first: degrees, transformed and snapped to the grid.
CREATE TABLE places AS
SELECT id, energy, stage, brand, code, name, ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS geom FROM texts;
CREATE INDEX places_geom ON places USING gist (geom);
VACUUM (ANALYZE, FREEZE) places;
SELECT format($f$
    CREATE FUNCTION public.plain(z integer, x integer, y integer, query_params json) RETURNS bytea
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    SET max_parallel_workers_per_gather = 0
    AS $body$
    SELECT ST_AsMVT(t, 'clusters', 4096, 'geom') FROM (
        SELECT
            count(*)::int AS count,
            count(*) FILTER (WHERE stage = 'prospect')::int AS prospect,
            count(*) FILTER (WHERE stage = 'signed')::int AS signed,
            count(*) FILTER (WHERE stage = 'online')::int AS online,
            count(*) FILTER (WHERE stage = 'paused')::int AS paused,
            ST_AsMVTGeom(ST_Centroid(ST_Collect(mercator)), ST_TileEnvelope($1, $2, $3), 4096, 0, false) AS geom
        FROM (
            SELECT ST_Transform(geom, 3857) AS mercator, stage FROM places
            WHERE geom && ST_Transform(ST_TileEnvelope($1, $2, $3), 4326) AND (%s)
        ) AS placed
        GROUP BY ST_SnapToGrid(mercator, 40075016.68557849 / 2 ^ $1 / 16)
    ) AS t
    $body$
$f$, :'chosen') \gexec
