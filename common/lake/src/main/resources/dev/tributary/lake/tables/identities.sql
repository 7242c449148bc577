CREATE TABLE IF NOT EXISTS ${table} (
  kind STRING NOT NULL COMMENT 'visitor, user or click',
  identifier STRING NOT NULL COMMENT 'the id of that kind',
  person_id STRING NOT NULL COMMENT 'the person it belongs to',
  valid_from TIMESTAMP COMMENT 'first seen linked',
  valid_to TIMESTAMP COMMENT 'null while the link holds',
  publication_id STRING NOT NULL COMMENT 'the publication that made the row'
)
USING DELTA
COMMENT 'Which identifier belongs to which person; one row an identifier and publication'
TBLPROPERTIES (${properties})
