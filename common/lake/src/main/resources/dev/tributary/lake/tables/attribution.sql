CREATE TABLE IF NOT EXISTS ${table} (
  day DATE NOT NULL COMMENT 'day of the conversions in the reporting time zone',
  model STRING COMMENT 'first_touch, last_touch, ...',
  channel STRING COMMENT 'decided by the channel rules',
  source STRING COMMENT 'lower case',
  medium STRING COMMENT 'lower case',
  campaign STRING COMMENT 'as sent; null where none was named',
  ad_group STRING COMMENT 'as sent; null where none was named',
  credit_micros BIGINT COMMENT 'conversions in millionths',
  revenue_minor BIGINT COMMENT 'minor units of the currency',
  currency STRING COMMENT 'ISO 4217',
  conversion_type STRING COMMENT 'purchase, lead, ...',
  rate_day DATE COMMENT 'day whose exchange rate holds: the day itself, for adjustments that of their orders',
  status STRING NOT NULL COMMENT 'final, provisional or adjusted',
  low_micros BIGINT COMMENT 'provisional: credit that nothing known can still shift',
  high_micros BIGINT COMMENT 'provisional: credit if everything pending came here',
  as_of TIMESTAMP COMMENT 'when the cell was computed',
  publication_id STRING COMMENT 'the publication of a final cell, null for a provisional one'
)
USING DELTA
PARTITIONED BY (day, status)
COMMENT 'Credit by day, channel, source, medium, campaign, ad group, model and currency: the table to report from'
TBLPROPERTIES (
  ${properties},
  'delta.constraints.status_is_known' = "status IN ('final', 'provisional', 'adjusted')",
  'delta.checkpointInterval' = '50',
  'delta.logRetentionDuration' = 'interval 7 days'
)
