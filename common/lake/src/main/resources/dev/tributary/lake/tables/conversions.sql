CREATE TABLE IF NOT EXISTS ${table} (
  person_id STRING NOT NULL COMMENT 'the person who converted',
  key STRING NOT NULL COMMENT 'key of the conversion event',
  order_id STRING NOT NULL COMMENT 'the sender''s order',
  conversion_type STRING COMMENT 'purchase, lead, ...',
  converted_at TIMESTAMP COMMENT 'when it happened',
  conversion_day DATE NOT NULL COMMENT 'day in the reporting time zone',
  value_minor BIGINT COMMENT 'money in minor units of the currency',
  currency STRING COMMENT 'ISO 4217',
  visitor_id STRING COMMENT 'the browser or app it happened in',
  unattributed BOOLEAN COMMENT 'no touch was eligible, so Direct has the credit',
  publication_id STRING NOT NULL COMMENT 'the publication that made the row'
)
USING DELTA
COMMENT 'Deduplicated conversions of persons; one row a conversion and publication'
TBLPROPERTIES (
  ${properties},
  'delta.dataSkippingStatsColumns' = 'key,order_id,converted_at,conversion_day,publication_id',
  'delta.constraints.value_is_not_negative' = "value_minor >= 0"
)
