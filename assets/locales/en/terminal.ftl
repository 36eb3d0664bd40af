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
answer-ran-rarely = { $trials } independent replicates, seed { $seed }, engine { $engine }, { $wall }. Times are not estimated. The interval is the probability of the likeliest way, which is known, and what the others add, by the spread of the replicates. Where very unlikely ways are more than the replicates, a few likelier ones may be missed and the interval be too low. Check with other seeds or more replicates, and small graphs with --exact.
answer-ran-exactly = Exact values; engine { $engine }, { $wall }.
answer-engine-scalar = one trial at a time (scalar)
answer-engine-worlds = 1,024 trials at a time (worlds)
answer-engine-lanes = 16 trials at a time (lanes)
answer-engine-waves = 16 trials at a time, in order of time (waves)
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
why-cuts = { "  " }Smallest sets whose blocking cuts the goal off
why-cuts-incomplete = { "    " }There may be more sets of this size; the search was stopped at its limit.
why-cuts-at-least = { "  " }Cutting the goal off takes blocking at least { $n }; the search was stopped at its limit.
why-cuts-none = { "  " }No blocking cuts the goal off: it is reached without anything that could be blocked.
why-cuts-unreachable = { "  " }Nothing need be blocked: the goal can never be reached.
why-note = { $trials } trials. Differences from the same trials unchanged, with their 95% intervals; what changed no trial is left out. In the race with detection a working control can also raise a probability.

### Why goals of an attack graph are reached

explain-goal = { $goal }: reached in { $successes } of { $traced } trials
explain-path = { "    " }{ $share } ({ $range }) { $steps }
explain-steps-left-out = … { $n } steps …
explain-factors = { "  " }Steps and draws: probability if certain / if gone
explain-factor = { "    " }{ $name }: { $first } ({ $first_change }) / { $second } ({ $second_change })
explain-draw = draw { $id }
explain-goals-left-out = { $n } more goals are not explained, as the graph is too large; only the first are. Put goals that matter first in the file.
explain-note = Paths from { $traced } trials; probabilities from { $compared } trials, as differences from the same trials unchanged, with their 95% intervals (large graphs get fewer trials). What changed no trial is left out (all that was compared with --json). Sets to block come from the graph alone; entries and the goal itself are not among them.

### Answer table of a flow list

flows-count = Flows
flows-span = First start to last finish
flows-median = Median duration
flows-p95 = 95th percentile of durations
flows-longest = Longest duration
flows-busiest = Links with the highest mean load ({ $shown } of { $all }; all with --json)
flows-link = Link
flows-capacity = Capacity
flows-mean = Mean
flows-mean-share = Mean load
flows-max = Maximum
flows-max-share = Max load
flows-busy = In use
flows-ran = Means are over the time from the first start to the last finish. Computed in { $wall }, without reading and writing.

### The table of a region's day

region-clouds = Security clouds
region-bodies = Bodies
region-users = Users
region-uses = Uses
region-asked = Asked for
region-carried = Carried
region-full-exits = Exits above 70 / 90 / 99.9% for an hour of minutes or more
region-full-lines = Lines of bodies above 70 / 90 / 99.9% for an hour of minutes or more
region-exits = Exits of security clouds ({ $shown } of { $all } with the highest 95% values)
region-lines = Lines of bodies ({ $shown } of { $all } with the highest 95% values; all with --out)
region-applications = Times and satisfaction by application
region-exit = Exit of the cloud
region-line = Line of the body
region-breakout = Breakout line
region-place = Line
region-application = Application
region-capacity = Capacity
region-mean = Mean of the day
region-p95 = 95% value (1-minute means)
region-max = Greatest (1-minute mean)
region-minutes = Minutes above 70 / 90 / 99.9%
region-satisfied = Satisfied call time
region-affected = Affected user-minutes
region-completion-p50 = Median time
region-completion-p95 = 95th percentile
region-ran = Towards the users only. Affected: call time with too little, and the time of transfers beyond three times what they take alone. Computed in { $wall }.
region-ran-fluid = An estimate by means and variances of minutes, towards the users only, without times of transfers. Affected: call time with too little. Computed in { $wall }.
region-csv-cloud = Cloud
region-csv-body = Body
region-csv-name = Name
region-csv-line = Kind of line
region-csv-users = Users
region-csv-capacity = Capacity (bit/s)
region-csv-mean = Mean of the day (bit/s)
region-csv-p95 = 95% value of 1-minute means (bit/s)
region-csv-max = Greatest 1-minute mean (bit/s)
region-csv-above-70 = Minutes above 70%
region-csv-above-90 = Minutes above 90%
region-csv-above-100 = Minutes above 99.9%
region-csv-satisfied = Share of satisfied call time
region-csv-affected = Affected user-minutes
region-csv-method = Method
region-csv-flow = by flow
region-csv-fluid = by fluid (estimate)

### Capacity of lines (capacity)

capacity-model = Model
capacity-place = Narrowest place
capacity-count = Lines
capacity-narrowest = { $model } — narrowest place: { $place } ({ $capacity }). Its busiest quarter of an hour begins at { $clock }, at { $load } of the capacity; { $minutes } minutes above 90%.
capacity-idle = { $model } — no traffic.
capacity-by-application = { "  " }What fills its busiest hour: { $parts }
capacity-by-group = { "  " }By users: { $parts }
capacity-by-zone = { "  " }By zone: { $parts }
capacity-by-busy = { "  " }What fills the hours in which it is above 90%: { $parts }
capacity-what-if = With one thing changed (the same uses run again; in brackets the difference from today)
capacity-change = Change
capacity-p95 = 95th percentile
capacity-above = Minutes > 90%
capacity-affected = User-minutes affected
capacity-satisfied = Satisfied time
capacity-in-time = Transfers in time
capacity-today = Today
capacity-change-added = { $amount } more capacity
capacity-change-times = { $amount } times the capacity
capacity-change-gone = { $application }: all by another line
capacity-change-halved = { $application }: half by another line
capacity-change-peers = { $application }: { $amount } passed on among terminals
capacity-change-night = { $application }: by night (22:00–5:00)
capacity-change-weight = { $application }: priority (weight) down to { $amount }
capacity-lines = { $model } — least capacity of each line and appliance (satisfied time and transfers in time both { $share } or more; all else as it is)
capacity-line = Line or appliance
capacity-present = Capacity today
capacity-least = Least capacity
capacity-left-out = { $n } more lines and appliances carry nothing that anybody waits for or meets by.
capacity-unused = nobody waits or meets over it
capacity-tenth = a tenth is enough
capacity-not-reached = not reached by this line alone
capacity-note = "Satisfied time" is the share of the time of meetings, screens and the like with the rate (and response) that they need; "transfers in time" the share of awaited transfers that end within three times what they take alone on the lines of today. The least capacity is sought at steps of 1, 2, 5 × powers of ten, both directions and all parallel lines alike. Shares in the table are those of the users whose way leads over the line or appliance. For what a local breakout brings, compare model α with α' (sansou compare four-models). Deliveries by night need terminals that are switched on.

### Catalogue

catalog-sections = Catalogue
catalog-section = { "  " }{ $word }  { $name } ({ $n })
catalog-how = "sansou catalog SHELF" lists a shelf, "sansou catalog SHELF ID" shows an entry with its sources.
catalog-zones = Zones
catalog-conduits = Conduits and the systems that make them
catalog-controls = Controls
catalog-threats = Threats
catalog-assets = Information assets and classes
catalog-services = Services outside
catalog-techniques = Techniques of attacks (MITRE ATT&CK)
catalog-heading = { $name } ({ $id })
catalog-from = { "  " }from { $from }
catalog-until = { "  " }until { $until }
catalog-from-until = { "  " }from { $from } until { $until }
catalog-cited = { "  " }Source: { $title }, { $item } ({ $locator })
catalog-unconfirmed = { "  " }Unconfirmed: { $text }
catalog-seen = { "  " }sansou compare { $study }: than "{ $less }", "{ $more }" has { $measure }
catalog-why = { "    " }Why: { $why }
catalog-measure-probability = a higher probability per attempt ({ $threat } → { $goal })
catalog-measure-yearly_loss = a higher expected yearly loss
catalog-measure-peak_load = a higher load in the busiest quarter of an hour ({ $link })
catalog-measure-user_minutes = more user time affected
catalog-measure-refused = more uses refused
catalog-measure-completion_time = a longer median transfer ({ $application })
catalog-measure-yearly_cost = a higher yearly cost
catalog-category = { "  " }Category: { $category }
catalog-guideline = { "  " }Guideline: { $text }
catalog-stops = { "  " }Stops: { $rules }
catalog-notices = { "  " }Notices: { $rules }
catalog-answers = { "  " }Alarms are answered: { $hours }
catalog-foothold = { "  " }Starts at: { $node } ({ $step })
catalog-goals = { "  " }Goals: { $goals }
catalog-number-cited = { "    " }{ $field }: { $value } (published: { $origin })
catalog-number-assumed = { "    " }{ $field }: { $value } (assumption, range { $range }: { $origin })
backtest-title = ■ { $name } ({ $date })
backtest-chain = { "  " }As published (○ in the model's path, △ a rule applies but is not in the path, × no rule applies)
backtest-step-found = { "    " }○ { $n }. { $what }{ $when } [{ $techniques }, { $node }]
backtest-step-elsewhere = { "    " }△ { $n }. { $what }{ $when } [{ $techniques }, { $node }]
backtest-step-no-rule = { "    " }× { $n }. { $what }{ $when } [{ $techniques }, { $node }]
backtest-when = { " " }({ $when })
backtest-found = { "  " }Result: the published path is number { $rank } of { $paths } that were found ({ $share } of the trials that got there). P(goal) for each attempt { $p } ({ $range })
backtest-unlikely = { "  " }Result: the published path is number { $rank } of { $paths } that were found ({ $share } of the trials that got there), and so not among the first { $most }. P(goal) for each attempt { $p } ({ $range })
backtest-missed = { "  " }Result: the published path was not found. Nearest is number { $rank } of { $paths }, which has { $found } of { $all } steps. P(goal) for each attempt { $p } ({ $range })
backtest-never = { "  " }Result: no trial got there, so the published path was not found. P(goal) for each attempt { $p } ({ $range })
backtest-paths = { "  " }Paths of the model (the first { $n }, with their share of the trials that got there; ◎ is the published one)
backtest-this = ◎
backtest-other = { "  " }
backtest-taken-away = { "  " }Without a control that was there
backtest-put-in = { "  " }With a control that was not there, everywhere
backtest-control = { "    " }{ $controls }: { $p } ({ $change })
backtest-and = { " + " }
backtest-models = { "  " }The same kind of attack on the four models ({ $item }): { $why }
backtest-model = { "    " }{ $model }: { $p } ({ $range })
backtest-model-none = { "    " }{ $model }: has no such threat and goal
backtest-no-models = { "  " }On the four models: it happened outside the body's network, so the choice of model changes nothing
backtest-outcome = { "  " }What came of it, as published: { $text }
backtest-assumed = { "  " }Not published, assumed: { $text }
backtest-source = { "  " }Source: { $text }
backtest-summary = Incidents and the rank of the published path
backtest-column-incident = Incident
backtest-column-date = Date
backtest-column-rank = Rank
backtest-column-of = Paths
backtest-column-share = Share
backtest-column-steps = Steps found
backtest-column-p = P(goal)
backtest-column-none = -
backtest-sum = In { $found } of { $all } incidents the published path is among the first { $most }.
backtest-note = { $trials } trials. Ranks are by how often a path led to the goal. Differences are between the same trials, with their 95 % interval; controls that changed no trial are left out. Controls were put in wherever a step is that they bear on, not only where their names place them. No number of a step was set to fit an incident (MODEL.md).
region-times = { $body }: { $application } used { $times } times as often
