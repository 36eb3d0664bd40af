### Problems of scenarios: what is wrong (value) and what would be right (.help)

diagnostic-help = help: { $help }
diagnostic-suggestion = did you mean: { $suggestion }
diagnostic-in-model = { " " }(model: { $model })
diagnostic-summary = { $errors } error(s), { $warnings } warning(s)

diagnostic-dimension-rate = a data rate
diagnostic-dimension-size = an amount of data
diagnostic-dimension-time = a time
diagnostic-dimension-money = money
diagnostic-dimension-frequency = a frequency
diagnostic-dimension-amount = an amount
diagnostic-type-text = a text ("…")
diagnostic-type-number = a number
diagnostic-type-whole-number = a whole number
diagnostic-type-boolean = true or false
diagnostic-type-list = a list [ … ]
diagnostic-type-group = a group ( … )
diagnostic-type-object = an object { "{" } … { "}" }
diagnostic-type-pair = a pair (…, …)

diagnostic-file-not-found = no such file: { $path }
    .help = check name and place; a path is seen from the folder of the file that it stands in
diagnostic-not-a-file = not a file: { $path }
    .help = name a file, not a folder or a pipe; "sansou run" runs all studies of a folder
diagnostic-file-too-large = the file is too large: { $path } (limit { $limit } bytes)
    .help = split the file and include the parts
diagnostic-file-unreadable = cannot read { $path } ({ $reason })
    .help = check the permission, and that no other program holds the file
diagnostic-not-utf8 = the text is not UTF-8 (at byte { $byte })
    .help = save the file as UTF-8 in your editor (in Excel: "CSV UTF-8")
diagnostic-too-many-files = too many files (limit { $limit })
    .help = join files or include fewer
diagnostic-too-many-cases = too many cases: models times days make { $count } (limit { $limit })
    .help = Name fewer models or days, or make several studies.
diagnostic-includes-too-deep = includes are nested too deeply (limit { $limit })
    .help = name the included files directly in an upper file
diagnostic-include-cycle = files include each other in a circle: { $chain }
    .help = remove one include of the circle
diagnostic-wrong-kind = { $path } is a { $found } file, but a { $expected } file is needed here
    .help = name a { $expected } file

diagnostic-kind-missing = the file does not open with the name of its kind
    .help = begin with one of: { $permitted }
diagnostic-kind-unknown = there is no kind "{ $found }"
    .help = use one of: { $permitted }
diagnostic-format-missing = the first field is not format
    .help = write "format: { $supported }" first
diagnostic-format-newer = format { $found } is newer than this program (it reads up to { $supported })
    .help = update the program, or write the file in format { $supported }
diagnostic-format-unknown = there is no format { $found }
    .help = write "format: { $supported }"

diagnostic-too-deep = brackets are nested too deeply (limit { $limit })
    .help = check that brackets match, and nest less
diagnostic-list-too-long = the list has too many elements (limit { $limit })
    .help = let one node with a count stand for many equal ones
diagnostic-unclosed-bracket = the bracket "{ $bracket }" is never closed
    .help = write its closing bracket
diagnostic-stray-bracket = the bracket "{ $bracket }" closes nothing
    .help = remove it, or write the opening bracket
diagnostic-unclosed-text = a text in quotation marks never ends
    .help = write " at the end of the text
diagnostic-unclosed-comment = a comment /* never ends
    .help = write */ at the end of the comment
diagnostic-expected-token = "{ $expected }" is needed where "{ $found }" stands
    .help = write "{ $expected }"
diagnostic-syntax = this is not RON: "{ $found }"
    .help = check brackets, commas and quotation marks around it
diagnostic-not-json = this is not JSON: "{ $found }"
    .help = check brackets, commas and quotation marks around it
diagnostic-ends-early = the file ends in the middle
    .help = check that all brackets and quotation marks are closed, and that the file was saved whole
diagnostic-too-many-problems = more than { $limit } problems: the rest of this file was not checked
    .help = mend these and check again

diagnostic-unknown-field = there is no field "{ $field }" here
    .help = fields are: { $permitted }
diagnostic-duplicate-field = the field "{ $field }" is given twice
    .help = keep one of them
diagnostic-missing-field = the field "{ $field }" is missing
    .help = add "{ $field }: …"
diagnostic-unknown-variant = "{ $found }" means nothing here
    .help = use one of: { $permitted }
diagnostic-unknown-unit = there is no unit "{ $found }" ({ $dimension } is needed)
    .help = units are: { $permitted }
diagnostic-wrong-unit = the unit "{ $found }" does not fit here ({ $dimension } is needed)
    .help = units are: { $permitted }
diagnostic-unit-missing = "{ $found }" has no unit ({ $dimension } is needed)
    .help = give it one, e.g. Mbps(100); units are: { $permitted }
diagnostic-origin-missing = the number "{ $found }" does not say where it comes from
    .help = write Cited(…) with its source, or Assumed(…) with the reason
diagnostic-distribution-missing = "{ $found }" is not a distribution
    .help = use one of: { $permitted }
diagnostic-wrong-type = { $expected } is needed where "{ $found }" stands
    .help = write { $expected }

diagnostic-not-finite = "{ $field }" is not a finite number
    .help = write a number that is neither infinite nor NaN
diagnostic-negative = "{ $field }" is negative ({ $value })
    .help = write a number of at least 0
diagnostic-not-positive = "{ $field }" is not above zero ({ $value })
    .help = write a number greater than 0
diagnostic-not-probability = "{ $field }" is { $value }, which is no probability or share
    .help = write a number from 0 to 1 (40% is 0.4)
diagnostic-range-disordered = the range of "{ $field }" is out of order (low { $low }, value { $value }, high { $high })
    .help = keep low ≤ value ≤ high
diagnostic-distribution-disordered = the distribution of "{ $field }" is out of order
    .help = keep least ≤ most likely ≤ greatest
diagnostic-not-time-of-day = { $value } seconds is no time of a day
    .help = write a time from 0 to 24 hours, e.g. Hours(9)
diagnostic-profile-hours = the profile has { $count } values, not 24
    .help = write one value for each hour of the day
diagnostic-profile-zero = all hours of the profile are zero
    .help = give at least one hour a value above 0
diagnostic-too-large = "{ $field }" is { $value }, which is too large (limit { $limit })
    .help = keep it at or below { $limit }
diagnostic-too-many-uses = { $model }: some { $value } uses a day are more than can be held ({ $limit })
    .help = lower the terminals, the uses a day, or the share of users
diagnostic-too-many-ways = { $model }: traffic goes some { $value } ways, more than can be held ({ $limit })
    .help = give links the same number of lines, or lower the lines, the applications, or the flows of others' load
diagnostic-too-many-cells = { $model }: traffic would be counted in some { $value } cells, more than can be held ({ $limit })
    .help = lower the links, their lines, or the applications
diagnostic-too-many-groundings = { $model }: attack rules can apply at some { $value } places, more than can be held ({ $limit })
    .help = lower the assets, the nodes or the "from" of conduits, or narrow the rules

diagnostic-duplicate-id = the id "{ $id }" is used twice (first at { $first })
    .help = choose another id for one of them
diagnostic-bad-id = the id "{ $id }" has signs that ids may not have
    .help = use only a–z, 0–9 and _
diagnostic-empty-list = "{ $field }" is empty
    .help = name at least one element
diagnostic-repeated = "{ $field }" names "{ $id }" twice
    .help = keep one of them

diagnostic-unknown-zone = there is no zone "{ $id }"
    .help = use an id from the model's zones
diagnostic-unknown-node = there is no node "{ $id }"
    .help = use an id from the model's nodes
diagnostic-unknown-link = there is no link "{ $id }"
    .help = use an id from the model's links
diagnostic-unknown-conduit = there is no conduit "{ $id }"
    .help = use an id from the model's conduits
diagnostic-unknown-placement = there is no placement "{ $id }"
    .help = use an id from the model's placements
diagnostic-unknown-control = there is no control "{ $id }"
    .help = use an id from controls, or include the file that has it
diagnostic-unknown-rule = there is no rule "{ $id }"
    .help = use an id from rules, or include the file that has it
diagnostic-unknown-step = there is no step "{ $id }"
    .help = use an id from steps
diagnostic-unknown-goal = there is no goal "{ $id }"
    .help = use an id from goals
diagnostic-unknown-asset = no model has an asset "{ $id }"
    .help = use an id from the assets of a model
diagnostic-unknown-profile = there is no profile "{ $id }"
    .help = use an id from profiles
diagnostic-unknown-source = there is no source "{ $id }"
    .help = use an id from sources, or add the source
diagnostic-unsourced = "{ $id }" has no source
    .help = name a publication in sources, or say in unconfirmed what no publication confirms
diagnostic-unknown-threat = there is no threat "{ $id }"
    .help = use an id from threats
diagnostic-unknown-application = there is no application "{ $id }"
    .help = use an id from applications
diagnostic-unfit-application = `{ $set }` does not suit application `{ $id }`: it is of another kind
    .help = UsesPerDay is for all but Scheduled applications, At and Within for Scheduled ones.
diagnostic-unknown-model = the study has no model "{ $id }"
    .help = use the id of a model named under models
diagnostic-unknown-removed = remove names "{ $id }", which does not exist
    .help = check the id of what is to be removed, or delete the line

diagnostic-link-to-itself = the link joins the node "{ $id }" to itself
    .help = name two different nodes under between
diagnostic-conduit-to-itself = the conduit leads from the node "{ $id }" to itself
    .help = take "{ $id }" out of from, or change to
diagnostic-placement-nowhere = the placement "{ $id }" stands nowhere
    .help = name at least one of zones, nodes and conduits
diagnostic-route-broken = the route does not hold together: the conduit "{ $conduit }" is opened neither by the terminals "{ $node }" nor by the end of the leg before
    .help = add the terminals or the end of the leg before to the conduit's from
diagnostic-duplicate-route = two routes for { $class } from "{ $node }" (the other: { $first })
    .help = keep one route for each class and node
diagnostic-screen-missing = "{ $application }" is shown by screen transfer on the route "{ $route }" but has no "{ $field }"
    .help = give "{ $application }" under applications a screen with { $field }

diagnostic-graph-too-large = { $field ->
    [bytes] the file is too large (limit { $limit } bytes)
    [draws] there are too many draws (limit { $limit })
    [steps] there are too many steps (limit { $limit })
    [goals] there are too many goals (limit { $limit })
   *[links] there are too many names in parents, requires and unless (limit { $limit })
}
    .help = make the attack graph smaller, or split it; write a large one as .json, which may be larger than .ron
diagnostic-unknown-draw = there is no draw "{ $id }"
    .help = use an id from draws
diagnostic-draw-contradiction = the step "{ $step }" names the draw "{ $draw }" under both requires and unless: it never succeeds
    .help = keep it under one of them
diagnostic-no-entry = no step is an entry, so nothing is ever reached
    .help = give the steps where the attack starts entry: true

diagnostic-mal-not-a-step = "{ $id }" is not an attack step (but a defense, exist or notExist)
    .help = name a step whose type is or or and
diagnostic-mal-bad-time = cannot read the time (ttc) of the step "{ $step }": { $found }
    .help = check the MAL distribution and its arguments
diagnostic-mal-time-replaced = the distribution { $found } cannot be used as it is; { $used } stands in ({ $count } step(s): { $steps })
    .help = make sure that this will do before you use the result
diagnostic-mal-left-out = the field "{ $field }" does not bear on the result ({ $count } step(s): { $steps })
    .help = if it decides what is reached, say it by steps and defenses
diagnostic-mal-root-left-out = the field "{ $field }" of the file is not read
    .help = name the attacker's entries by --entry
diagnostic-mal-or-unblocked = the OR step "{ $step }" can be reached from other parents too, so a defense above it does nothing (as in mal-simulator)
    .help = make the step an and step if the defense should block it
diagnostic-mal-entry-certain = the entry "{ $step }" counts as reached at time 0 for certain; its own probability, time and defenses are not used (as in mal-simulator)
    .help = enter at a step before it if they should count

diagnostic-header-missing = there is no line with the names of the columns (the file is empty)
    .help = write "{ $columns }" in the first line and values from the second on
diagnostic-missing-column = there is no column "{ $column }"
    .help = the first line must name all columns, in any order: { $columns }
diagnostic-unknown-column = there is no column "{ $column }" here
    .help = the columns are: { $permitted }
diagnostic-repeated-column = the column "{ $column }" stands there twice
    .help = keep one of them
diagnostic-row-width = { $found } values, but { $expected } columns
    .help = check the commas; a value that has commas goes in quotation marks
diagnostic-no-rows = there are no rows below the names of the columns
    .help = write one item a line, from the second line on
diagnostic-line-too-long = the line is too long (limit { $limit } bytes); nothing after it was read
    .help = check the line breaks, and that this is a CSV file
diagnostic-missing-value = "{ $field }" has no value
    .help = this column may not be empty
diagnostic-outside-limits = "{ $field }" may not be { $value }
    .help = write { $low } to { $high }, and check the unit (bit/s, bytes, seconds)
diagnostic-bad-link-id = the id "{ $id }" of a link may not have ";"
    .help = ";" parts the links of a route; choose another id
diagnostic-unknown-route-link = there is no link "{ $id }" in the file of links
    .help = name ids of the file of links, parted by ";"
diagnostic-flows-too-large = { $field ->
    [bytes] the file is too large (limit { $limit } bytes)
    [links] too many links (limit { $limit }); nothing after it was read
    [flows] too many flows (limit { $limit }); nothing after it was read
    [route] too many links in one route (limit { $limit })
   *[routes] too many different routes (limit { $limit })
}
    .help = split the file, or merge what can be merged
diagnostic-more-problems = { $count } more errors in this file
    .help = correct the errors that are shown and try again

diagnostic-bad-technique = "{ $technique }" is not shaped like a MITRE ATT&CK technique
    .help = write it like T1566 or T1566.001
diagnostic-bad-date = "{ $date }" is not shaped like a date
    .help = write it as 2021, 2021-10 or 2021-10-31
diagnostic-not-one-model = The study of the incident has { $count } pairs of model and day
    .help = an incident has one network: write one model and no days
diagnostic-needs-there-on-local = the local rule "{ $rule }" has needs_there
    .help = write it under needs, or make the rule a Conduit rule
diagnostic-asset-from-nowhere = the rule "{ $rule }" gives the asset step "{ $step }", but nothing says which asset
    .help = add an asset step to needs, or set holding: true
diagnostic-holding-without-asset = the rule "{ $rule }" is holding, but speaks of no asset
    .help = use an asset step, or remove holding
diagnostic-limit-contradiction = the limit "{ $limit }" stands under both unless and only of the rule "{ $rule }": it never applies
    .help = keep it under one of them
diagnostic-foothold-nowhere = the threat "{ $threat }" starts at the node "{ $id }", which no model has
    .help = check the node's id
diagnostic-foothold-of-asset = the threat "{ $threat }" starts with "{ $step }", which is a step of an asset
    .help = start with a step of a node

diagnostic-editions-disordered = the last edition of the item ({ $until }) is before its first ({ $from })
    .help = write from and until of editions in the order of time

diagnostic-requirement-nowhere = the requirement names no nodes, conduits or links
    .help = write nodes, conduits or links
