-- A database as the Forecourt of schema 1 wrote it: a region set with a region; two stations with a membership
-- and a stage; then one station renamed, its stage taken back, the other station deleted.
PRAGMA foreign_keys = OFF;
PRAGMA application_id = 1178817108;
PRAGMA user_version = 1;
CREATE TABLE membership_versions (
    station INTEGER NOT NULL REFERENCES stations,
    set_id INTEGER NOT NULL,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    region INTEGER NOT NULL REFERENCES regions,
    PRIMARY KEY (station, set_id, rev_from)
) STRICT, WITHOUT ROWID;
INSERT INTO "membership_versions" VALUES(1,1,2,NULL,1);
CREATE TABLE region_sets (
    id INTEGER PRIMARY KEY,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    code TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL
) STRICT;
INSERT INTO "region_sets" VALUES(1,1,NULL,'sales','groups');
CREATE TABLE region_versions (
    region INTEGER NOT NULL REFERENCES regions,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    parent INTEGER REFERENCES regions,
    center_lon REAL,
    center_lat REAL,
    members TEXT,
    shape BLOB,
    PRIMARY KEY (region, rev_from)
) STRICT, WITHOUT ROWID;
INSERT INTO "region_versions" VALUES(1,1,NULL,'华东','area',NULL,121.0,31.0,'[["310000","2026-01-01",null]]',NULL);
CREATE TABLE regions (
    id INTEGER PRIMARY KEY,
    set_id INTEGER NOT NULL REFERENCES region_sets,
    code TEXT NOT NULL,
    UNIQUE (set_id, code)
) STRICT;
INSERT INTO "regions" VALUES(1,1,'east');
CREATE TABLE revisions (
    revision INTEGER PRIMARY KEY,
    recorded_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    source TEXT NOT NULL,
    changes INTEGER NOT NULL,
    hash BLOB NOT NULL,
    keys BLOB NOT NULL
) STRICT;
INSERT INTO "revisions" VALUES(1,1795633887003012,'tester','test',2,X'AFBFE7E0C4555EBFD2C0C32BE414C243ADBA61D59C28EC9727DAB9A38D741657',X'000005000105');
INSERT INTO "revisions" VALUES(2,1795633887003746,'tester','test',4,X'AE162DD22D51555857010FE78316D52CF87B9DCB3AC687A04F112F2152BB9E0E',X'000205050003059FE80200040501');
INSERT INTO "revisions" VALUES(3,1795633887004195,'tester','test',4,X'F9FA6B7DEEBB25A2719312ECCC1D1A62483EC24CE246F1EEE783EE8A1C79CED0',X'000207060003069FE802');
CREATE TABLE stage_versions (
    station INTEGER NOT NULL REFERENCES stations,
    valid_from INTEGER NOT NULL,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    stage INTEGER NOT NULL,
    note TEXT,
    PRIMARY KEY (station, valid_from, rev_from)
) STRICT, WITHOUT ROWID;
INSERT INTO "stage_versions" VALUES(1,46111,2,3,4,NULL);
CREATE TABLE station_versions (
    station INTEGER NOT NULL REFERENCES stations,
    rev_from INTEGER NOT NULL,
    rev_to INTEGER,
    name TEXT NOT NULL,
    energy TEXT,
    brand TEXT,
    operator TEXT,
    lon REAL NOT NULL,
    lat REAL NOT NULL,
    opened_on INTEGER,
    closed_on INTEGER,
    crs TEXT NOT NULL,
    raw_x REAL NOT NULL,
    raw_y REAL NOT NULL,
    address TEXT,
    attributes TEXT,
    PRIMARY KEY (station, rev_from)
) STRICT, WITHOUT ROWID;
INSERT INTO "station_versions" VALUES(1,2,3,'SH-1',NULL,NULL,NULL,121.47,31.23,NULL,NULL,'wgs84',121.47,31.23,NULL,NULL);
INSERT INTO "station_versions" VALUES(1,3,NULL,'沪一站',NULL,'shell',NULL,121.47,31.23,NULL,NULL,'wgs84',121.47,31.23,NULL,NULL);
INSERT INTO "station_versions" VALUES(2,2,3,'SH-2',NULL,NULL,NULL,121.47,31.23,NULL,NULL,'wgs84',121.47,31.23,NULL,NULL);
CREATE TABLE stations (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO "stations" VALUES(1,'SH-1');
INSERT INTO "stations" VALUES(2,'SH-2');
