CREATE TABLE IF NOT EXISTS ${table} (
  key STRING COMMENT 'deterministic key; one row a key',
  event_type STRING COMMENT 'impression, click, page_view, conversion, adjustment, identify or consent',
  occurred_at TIMESTAMP COMMENT 'when it happened',
  received_at TIMESTAMP COMMENT 'our clock when the first of its arrivals came',
  collector_id STRING COMMENT 'which collector took that one',
  sequence BIGINT COMMENT 'its number there',
  visitor_id STRING COMMENT 'first-party id; null where consent denies it',
  user_id STRING COMMENT 'known customer, as a keyed hash',
  click_id STRING COMMENT 'click id; null where there was none',
  click_id_type STRING COMMENT 'the parameter that carried it',
  link_id STRING COMMENT 'registered link of a redirect click',
  channel STRING COMMENT 'decided by the channel rules',
  source STRING COMMENT 'lower case',
  medium STRING COMMENT 'lower case',
  campaign STRING COMMENT 'as sent; null where none was named',
  ad_group STRING COMMENT 'as sent; null where none was named',
  term STRING COMMENT 'campaign parameter as sent; null where none was',
  content STRING COMMENT 'campaign parameter as sent; null where none was',
  source_stated BOOLEAN COMMENT 'something said where the visit came from',
  classification_rule STRING COMMENT 'the rule that decided the channel',
  bot BOOLEAN COMMENT 'made by a machine',
  journey_allowed BOOLEAN COMMENT 'consent lets it join a journey',
  conversion_type STRING COMMENT 'purchase, lead, ...',
  order_id STRING COMMENT 'the sender''s order',
  value_minor BIGINT COMMENT 'money in minor units of the currency',
  currency STRING COMMENT 'ISO 4217',
  value_in_order_currency STRING COMMENT 'value of an adjustment that names no currency, a decimal; value_minor and currency are null then',
  adjustment_kind STRING COMMENT 'refund, cancel or change',
  identifier STRING COMMENT 'kind and value of the identifier whose person it belongs to'
)
USING DELTA
COMMENT 'Distinct events as the channel rules see them: what the batch layer lays journeys out from. Kept between runs; made again from raw_events where it is missing'
TBLPROPERTIES (${properties}, 'delta.dataSkippingStatsColumns' = 'event_type,occurred_at')
