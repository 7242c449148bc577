CREATE TABLE IF NOT EXISTS ${table} (
  component_id STRING COMMENT 'the smallest of its identifiers: kind, a colon, value; one current row a component',
  pairings ARRAY<STRUCT<one: STRUCT<kind: STRING, value: STRING>, other: STRUCT<kind: STRING, value: STRING>, firstTogether: TIMESTAMP, lastTogether: TIMESTAMP, firstApart: TIMESTAMP, lastApart: TIMESTAMP>> COMMENT 'what events said of two identifiers each, with the first and the last time',
  identities ARRAY<STRUCT<identifier: STRUCT<kind: STRING, value: STRING>, personId: STRING, validFrom: TIMESTAMP>> COMMENT 'whose its identifiers are; none where it has become part of another component',
  cuts ARRAY<STRUCT<identifier: STRUCT<kind: STRING, value: STRING>, neighbourKind: STRING, neighbours: INT, `limit`: BIGINT>> COMMENT 'identifiers that were seen with too many others',
  crowds ARRAY<STRUCT<personId: STRING, users: INT, `limit`: BIGINT>> COMMENT 'persons of more users than one browser may have',
  generation BIGINT COMMENT 'version of timeline that the row was resolved from; of one component the newest counts'
)
USING DELTA
COMMENT 'Who is who, in components of identifiers that anything was said to link. Kept between runs; made again from timeline where it is missing'
TBLPROPERTIES (${properties}, 'delta.dataSkippingStatsColumns' = 'component_id,generation')
