### Comparison table in a terminal

terminal-note = In brackets: ranges of losses and costs, 95% intervals of probabilities. *: inferred band (no value is published by IPA).

### Answer table of an attack graph

attack-goal = Goal
attack-probability = Probability (95%)
attack-mean = Mean time
attack-p05 = 5%
attack-p50 = Median
attack-p95 = 95%
attack-ran = { $trials } trials, seed { $seed }, engine { $engine }, { $wall }. Times are of the trials that reached the goal.
attack-ran-exactly = Exact values; engine { $engine }, { $wall }.
