CREATE TABLE IF NOT EXISTS ${table} (
  kind STRING NOT NULL COMMENT 'kind of the identifier',
  identifier STRING NOT NULL COMMENT 'the identifier whose links were cut, users as a keyed hash',
  neighbour_kind STRING NOT NULL COMMENT 'kind of what it was seen with too much of, or person',
  neighbours BIGINT NOT NULL COMMENT 'how many distinct ones of that kind',
  allowed BIGINT NOT NULL COMMENT 'how many it may join, by the settings identity.*',
  publication_id STRING NOT NULL COMMENT 'the publication that made the row'
)
USING DELTA
COMMENT 'Identifiers that were seen with too many others and so join none of them'
TBLPROPERTIES (${properties})
