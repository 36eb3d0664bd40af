### Comparison table in a terminal

terminal-note = In brackets: ranges of losses and costs, 95% intervals of probabilities. *: inferred band (no value is published by IPA).
