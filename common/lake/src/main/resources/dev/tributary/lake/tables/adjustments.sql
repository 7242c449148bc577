CREATE TABLE IF NOT EXISTS ${table} (
  key STRING COMMENT 'key of the adjustment event',
  order_id STRING COMMENT 'the sender''s order',
  conversion_type STRING COMMENT 'of the order: purchase, lead, ...',
  kind STRING COMMENT 'refund, cancel or change',
  occurred_at TIMESTAMP COMMENT 'when it happened, as the event says',
  posted_day DATE COMMENT 'day in the reporting time zone on which it counts',
  value_minor BIGINT COMMENT 'its amount in minor units of its currency, where none was named its order''s; null for a cancel, and where the amount can''t be told',
  currency STRING COMMENT 'ISO 4217, of its amount; null where that is',
  before_minor BIGINT COMMENT 'what the order was worth before it, in the order''s currency',
  after_minor BIGINT COMMENT 'what the order is worth after it',
  outcome STRING COMMENT 'posted, no_change, over_refund, before_order, other_currency, unfit_amount or unknown_order',
  sentence STRING COMMENT 'the outcome in words',
  publication_id STRING COMMENT 'the publication that made the row'
)
USING DELTA
COMMENT 'Refunds, cancellations and changes and what became of each; one row an adjustment and publication'
TBLPROPERTIES (${properties})
