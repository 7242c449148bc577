CREATE TABLE IF NOT EXISTS ${table} (
  received_at TIMESTAMP COMMENT 'our clock when it arrived',
  stored_at TIMESTAMP COMMENT 'our clock when this row was written',
  reason STRING COMMENT 'stable code, listed in the contract''s documentation',
  problem STRING COMMENT 'one sentence about this very input',
  remedy STRING COMMENT 'what its sender can do',
  payload STRING COMMENT 'the bytes as text, null where consent forbids keeping them',
  size INT COMMENT 'bytes as received',
  collector_id STRING COMMENT 'the capture process or import that took it',
  sequence BIGINT COMMENT 'counts from 1 within the collector, without gaps',
  kafka_topic STRING COMMENT 'null for imports',
  kafka_partition INT COMMENT 'null for imports',
  kafka_offset BIGINT COMMENT 'null for imports',
  ingest_batch STRING COMMENT 'the micro-batch or import that wrote the row'
)
USING DELTA
COMMENT 'Every refused event with the reason and the remedy; one row an arrival'
TBLPROPERTIES (
  ${properties},
  'delta.checkpointInterval' = '50'
)
