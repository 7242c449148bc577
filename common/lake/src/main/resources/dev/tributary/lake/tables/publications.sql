CREATE TABLE IF NOT EXISTS ${table} (
  publication_id STRING NOT NULL COMMENT 'names one publication',
  run_id STRING NOT NULL COMMENT 'the batch run that made it',
  from_day DATE COMMENT 'first day that the run computed',
  boundary TIMESTAMP NOT NULL COMMENT 'exclusive: conversions before it are final',
  raw_version BIGINT COMMENT 'version of raw_events that was read',
  raw_high_water STRING COMMENT 'the last ingest batch and Kafka offsets that were read',
  rule_version STRING COMMENT 'version of the rules and settings that decide credit',
  channel_rules STRING COMMENT 'JSON: each set of channel rules, and the first day on which it counts',
  model_versions STRING COMMENT 'JSON: model to version',
  published_at TIMESTAMP COMMENT 'our clock at the publication',
  days STRING COMMENT 'JSON: day to the publication that is current for it',
  computed_by STRING COMMENT 'JSON: days whose orders only came along, as an earlier publication computed them, to that one',
  summary STRING COMMENT 'JSON: what the run counted'
)
USING DELTA
COMMENT 'One row a publication; current is what the newest note on the table attribution names'
TBLPROPERTIES (${properties})
