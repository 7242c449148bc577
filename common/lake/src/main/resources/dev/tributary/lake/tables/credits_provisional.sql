CREATE TABLE IF NOT EXISTS ${table} (
  order_id STRING COMMENT 'the sender''s order',
  person_id STRING COMMENT 'the person, or for provisional credit the journey''s key',
  converted_at TIMESTAMP COMMENT 'when the conversion happened; of an adjustment, when it took effect',
  conversion_type STRING COMMENT 'purchase, lead, ...',
  conversion_day DATE COMMENT 'day in the reporting time zone',
  model STRING COMMENT 'first_touch, last_touch, ...',
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
  revision BIGINT COMMENT 'generation times 2^32 plus number: the highest of an order is current',
  conversion_key STRING COMMENT 'deterministic key of the conversion',
  journey_key STRING COMMENT 'key of the state that holds the journey',
  conversion_received_at TIMESTAMP COMMENT 'our clock when the conversion arrived',
  conversion_collector_id STRING COMMENT 'the capture process or import that took the conversion',
  conversion_sequence BIGINT COMMENT 'of the conversion within its collector',
  touch_key STRING COMMENT 'key of the event that made the touch',
  generation BIGINT COMMENT 'of the speed layer''s state, counts from 1',
  number BIGINT COMMENT 'of the revision within the generation, counts from 1',
  rule_version STRING COMMENT 'of the rules that made it'
)
USING DELTA
PARTITIONED BY (conversion_day)
COMMENT 'Provisional credit, append-only; one row a revision of a conversion, model and touch'
TBLPROPERTIES (
  ${properties},
  'delta.checkpointInterval' = '50'
)
