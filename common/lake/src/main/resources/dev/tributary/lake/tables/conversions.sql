CREATE TABLE IF NOT EXISTS ${table} (
  person_id STRING COMMENT 'the person who converted',
  key STRING COMMENT 'key of the conversion event',
  order_id STRING COMMENT 'the sender''s order',
  conversion_type STRING COMMENT 'purchase, lead, ...',
  converted_at TIMESTAMP COMMENT 'when it happened',
  conversion_day DATE COMMENT 'day in the reporting time zone',
  value_minor BIGINT COMMENT 'money in minor units of the currency',
  currency STRING COMMENT 'ISO 4217',
  visitor_id STRING COMMENT 'the browser or app it happened in',
  unattributed BOOLEAN COMMENT 'no touch was eligible, so Direct has the credit',
  publication_id STRING COMMENT 'the publication that made the row'
)
USING DELTA
COMMENT 'Deduplicated conversions of persons; one row a conversion and publication'
TBLPROPERTIES (${properties})
