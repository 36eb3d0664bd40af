### Comparison table in a terminal

terminal-note = In brackets: ranges of losses and costs, 95% intervals of probabilities. *: inferred band (no value is published by IPA).

### Answer table of an attack graph

answer-goal = Goal
answer-probability = Probability (95%)
answer-mean = Mean time
answer-p05 = 5%
answer-p50 = Median
answer-p95 = 95%
answer-ran = { $trials } trials, seed { $seed }, engine { $engine }, { $wall }. Times are of the trials that reached the goal.
answer-ran-exactly = Exact values; engine { $engine }, { $wall }.
answer-engine-scalar = one trial at a time (scalar)
answer-engine-worlds = 512 trials at a time (worlds)
answer-engine-lanes = 16 trials at a time (lanes)
answer-engine-enumeration = all combinations (enumeration)
answer-engine-frontier = frontier
answer-engine-splitting = splitting
