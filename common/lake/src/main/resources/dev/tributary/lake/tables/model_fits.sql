CREATE TABLE IF NOT EXISTS ${table} (
  fit_id STRING NOT NULL COMMENT 'names one fit; publications.model_versions pins it',
  model STRING NOT NULL COMMENT 'markov_1, ..., shapley_subset',
  channel STRING NOT NULL COMMENT 'decided by the channel rules',
  effect DOUBLE COMMENT 'markov: removal effect from 0 to 1; shapley_subset: its value in conversions',
  conversions DOUBLE COMMENT 'conversions of the window credited to the channel',
  conversions_low DOUBLE COMMENT 'lower end of the 95 % bootstrap interval',
  conversions_high DOUBLE COMMENT 'upper end of the 95 % bootstrap interval',
  from_day DATE COMMENT 'first day of the window',
  to_day DATE COMMENT 'last day of the window, included',
  paths BIGINT COMMENT 'distinct paths of the window',
  total_conversions DOUBLE COMMENT 'journeys of the window that converted',
  total_nulls DOUBLE COMMENT 'journeys of the window that did not',
  conversion_probability DOUBLE COMMENT 'of a journey, by the model',
  states INT COMMENT 'states of the chain; 0 for a game',
  residual DOUBLE COMMENT 'largest error of the solved equations',
  drift DOUBLE COMMENT 'share of all credit that changed channel since the fit before, 0 to 1; null for the first',
  drift_from STRING COMMENT 'the fit before; null for the first',
  rule_version STRING COMMENT 'version of the channel rules',
  publications STRING COMMENT 'JSON: day to the publication that was read',
  fitted_at TIMESTAMP COMMENT 'our clock at the fit'
)
USING DELTA
COMMENT 'Fitted models; one row a fit and channel. The newest fit of a model is its current one'
TBLPROPERTIES (
  ${properties},
  'delta.constraints.equations_are_solved' = "residual >= 0"
)
