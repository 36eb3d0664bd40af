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
answer-engine-worlds = 1,024 trials at a time (worlds)
answer-engine-lanes = 16 trials at a time (lanes)
answer-engine-enumeration = all combinations (enumeration)
answer-engine-frontier = frontier
answer-engine-splitting = splitting
answer-engine-screened = one at a time, after screening (screened)

### Why goals are reached

why-goal = { $model } – { $item }: { $p } of attacks ({ $range })
why-paths = { "  " }Attack paths (share of the trials that reached it)
why-placements = { "  " }Placements of controls: probability if perfect / if gone
why-placement = { "    " }{ $name }: { $first } ({ $first_change }) / { $second } ({ $second_change })
why-rules = { "  " }Applied rules: probability if certain / if impossible
why-rule = { "    " }{ $name }: { $first } ({ $first_change }) / { $second } ({ $second_change })
why-change = { $value }, { $range }
why-none = { "    " }Nothing changed any trial.
why-more = { "    " }{ $n } more (all with --json)
why-note = { $trials } trials. Differences from the same trials unchanged, with their 95% intervals; what changed no trial is left out. In the race with detection a working control can also raise a probability.
