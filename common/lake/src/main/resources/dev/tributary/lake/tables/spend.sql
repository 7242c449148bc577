CREATE TABLE IF NOT EXISTS ${table} (
  day DATE COMMENT 'day of the cost, in the zone that the platform reports in',
  source STRING COMMENT 'as touches have it: lower case',
  campaign STRING COMMENT 'as touches have it; null where the cost is of no one campaign',
  cost_minor BIGINT COMMENT 'minor units of the currency',
  currency STRING COMMENT 'ISO 4217',
  imported_at TIMESTAMP COMMENT 'our clock at the import that the row is of',
  ingest_batch STRING COMMENT 'the import that the row is of'
)
USING DELTA
COMMENT 'What campaigns cost; one row a day, source and campaign: an import replaces the rows it has'
TBLPROPERTIES (${properties})
