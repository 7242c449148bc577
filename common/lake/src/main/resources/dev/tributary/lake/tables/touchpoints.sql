CREATE TABLE IF NOT EXISTS ${table} (
  person_id STRING NOT NULL COMMENT 'the person whose journey it is in',
  key STRING NOT NULL COMMENT 'key of the event that made the touch',
  at TIMESTAMP NOT NULL COMMENT 'when the touch happened',
  kind STRING COMMENT 'click, visit or view',
  channel STRING COMMENT 'decided by the channel rules',
  source STRING COMMENT 'lower case',
  medium STRING COMMENT 'lower case',
  campaign STRING COMMENT 'as sent; null where none was named',
  ad_group STRING COMMENT 'as sent; null where none was named',
  click_id STRING COMMENT 'id of the click; null where there was none',
  visitor_id STRING COMMENT 'the browser or app it happened in',
  publication_id STRING NOT NULL COMMENT 'the publication that made the row'
)
USING DELTA
COMMENT 'Enriched, deduplicated marketing touches of persons; one row a touch and publication'
TBLPROPERTIES (
  ${properties},
  'delta.dataSkippingStatsColumns' = 'at,publication_id',
  'delta.constraints.kind_is_known' = "kind IN ('click', 'visit', 'view')"
)
