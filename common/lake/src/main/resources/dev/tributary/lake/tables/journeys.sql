CREATE TABLE IF NOT EXISTS ${table} (
  person_id STRING COMMENT 'the person; one current row a person',
  columns STRUCT<touchMicros: ARRAY<BIGINT>, touchKinds: ARRAY<INT>, touchChannels: ARRAY<INT>, channels: ARRAY<STRING>, conversionMicros: ARRAY<BIGINT>, conversionTypes: ARRAY<STRING>, valueMinor: ARRAY<BIGINT>, allowedSinceMicros: ARRAY<BIGINT>, firstTouch: ARRAY<INT>> COMMENT 'what the rule models read of touches and conversions: times in microseconds since 1970, values in minor units, channels as places in channels, where 0 is Direct',
  touches ARRAY<STRUCT<touch: STRUCT<key: STRING, at: TIMESTAMP, kind: STRING, channel: STRING, source: STRING, medium: STRING, campaign: STRING, adGroup: STRING, clickId: STRING>, visitorId: STRING>> COMMENT 'marketing touches in journey order',
  conversions ARRAY<STRUCT<key: STRING, eventType: STRING, occurredAt: TIMESTAMP, receivedAt: TIMESTAMP, collectorId: STRING, sequence: BIGINT, visitorId: STRING, userId: STRING, clickId: STRING, clickIdType: STRING, linkId: STRING, channel: STRING, source: STRING, medium: STRING, campaign: STRING, adGroup: STRING, term: STRING, content: STRING, sourceStated: BOOLEAN, classificationRule: STRING, bot: BOOLEAN, journeyAllowed: BOOLEAN, conversionType: STRING, orderId: STRING, valueMinor: BIGINT, currency: STRING, valueInOrderCurrency: STRING, adjustmentKind: STRING>> COMMENT 'conversions in journey order',
  mergeable BOOLEAN COMMENT 'a user id was seen on the journey',
  identifiers ARRAY<STRING> COMMENT 'identifiers of the person that are linked to others',
  first_micros BIGINT COMMENT 'time of the first touch or conversion, in microseconds since 1970',
  last_micros BIGINT COMMENT 'time of the last touch or conversion, in microseconds since 1970',
  weight BIGINT COMMENT 'touches times conversions',
  generation BIGINT COMMENT 'version of timeline that the row was laid out from; of one person the newest counts'
)
USING DELTA
COMMENT 'Journeys in person buckets, one file a bucket: what the rule models and fits read. Kept between runs; made again from timeline where it is missing'
TBLPROPERTIES (${properties}, 'delta.dataSkippingStatsColumns' = 'person_id,first_micros,last_micros,weight,generation')
