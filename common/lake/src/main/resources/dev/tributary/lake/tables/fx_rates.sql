CREATE TABLE IF NOT EXISTS ${table} (
  day DATE COMMENT 'day of the rate',
  base STRING COMMENT 'ISO 4217: one unit of it is worth',
  quote STRING COMMENT 'ISO 4217: so many units of this',
  rate DECIMAL(24,12) COMMENT 'above zero',
  imported_at TIMESTAMP COMMENT 'our clock at the import that the row is of',
  ingest_batch STRING COMMENT 'the import that the row is of'
)
USING DELTA
COMMENT 'Daily exchange rates; one row a day and pair of currencies: an import replaces the rows it has'
TBLPROPERTIES (${properties})
