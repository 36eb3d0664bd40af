//! Runs a study: every case, every threat, the day of traffic, the scores.
