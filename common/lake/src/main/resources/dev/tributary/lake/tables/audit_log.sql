CREATE TABLE IF NOT EXISTS ${table} (
  at TIMESTAMP COMMENT 'our clock',
  actor STRING COMMENT 'who did it: the user of the operating system, or a process',
  action STRING COMMENT 'what was done, for example import',
  subject STRING COMMENT 'to what',
  detail STRING COMMENT 'more about it, as JSON'
)
USING DELTA
COMMENT 'What people and processes did that others may ask about; append-only'
TBLPROPERTIES (${properties}, 'delta.appendOnly' = 'true')
