CREATE TABLE IF NOT EXISTS ${table} (
  order_id STRING NOT NULL COMMENT 'the sender''s order',
  person_id STRING COMMENT 'the person, or for provisional credit the journey''s key',
  converted_at TIMESTAMP COMMENT 'when the conversion happened; of an adjustment, when it took effect',
  conversion_type STRING COMMENT 'purchase, lead, ...',
  conversion_day DATE NOT NULL COMMENT 'day in the reporting time zone',
  model STRING NOT NULL COMMENT 'first_touch, last_touch, ...',
  position INT COMMENT 'of the touch in the journey, counts from 1',
  touches INT COMMENT 'how many touches share the conversion',
  touch_at TIMESTAMP COMMENT 'when the touch happened',
  touch_kind STRING COMMENT 'click, visit or view',
  channel STRING COMMENT 'decided by the channel rules',
  source STRING COMMENT 'lower case',
  medium STRING COMMENT 'lower case',
  campaign STRING COMMENT 'as sent; null where none was named',
  ad_group STRING COMMENT 'as sent; null where none was named',
  click_id STRING COMMENT 'id of the click; null where there was none',
  credit_micros BIGINT COMMENT 'share of one conversion in millionths',
  revenue_minor BIGINT COMMENT 'share of the value in minor units of the currency',
  currency STRING COMMENT 'ISO 4217',
  rate_day DATE COMMENT 'day whose exchange rate holds: the order''s, for its adjustments too',
  adjustment_key STRING COMMENT 'key of the adjustment that moved the revenue; null for the order''s own rows',
  publication_id STRING NOT NULL COMMENT 'the publication that made the row'
)
USING DELTA
PARTITIONED BY (conversion_day)
COMMENT 'Final credit; one row a conversion, model, touch and publication. The current publication of a day is named by the newest note on the table attribution'
TBLPROPERTIES (
  ${properties},
  'delta.dataSkippingStatsColumns' = 'order_id,converted_at,adjustment_key,publication_id',
  'delta.constraints.credit_is_a_share' = "credit_micros BETWEEN 0 AND 1000000"
)
