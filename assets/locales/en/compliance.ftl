### Items of the guideline (comply)

compliance-model = { $model }: held to the guideline's edition of { $edition }
compliance-counts = met { $met }, not met { $not_met }, optional and not adopted { $not_adopted }, to be confirmed by people { $unseen }, not applicable { $not_applicable }; of these, depending on the edition { $differing }
compliance-mark = { " " }[{ $mark }]
compliance-decided = because of: { $elements }
compliance-change = to meet it: { $change }
compliance-otherwise = in other editions: { $editions }
compliance-cited = cited from: { $citations }
compliance-idle = Not applicable: { $items }
compliance-more = { $n } more
compliance-not-in-edition = Not applicable (not in this edition)
compliance-nothing-there = Not applicable (nothing that it is about)
compliance-in-edition = { $status } in { $editions }
compliance-control = "{ $name }"
compliance-or = { " or " }
compliance-and = { "; " }
compliance-citation = { $title } ({ $place })
compliance-place = place { $controls } at { $places }
compliance-place-somewhere = place { $controls } at one of { $places }
compliance-cover = let { $controls } cover { $least } or more of { $places }
compliance-limit = set limits ({ $limits }) on { $places }
compliance-lead = lead through { $through }: { $places }
compliance-remove = take away, or make a permitted communication: { $places }
compliance-add = add what the item asks for to the network
compliance-separate = give each zone its own: { $places }
compliance-move = move to { $zones }: { $places }
compliance-follow = this model is described from { $edition }
compliance-follow-none = no edition describes this model
compliance-no-guideline = This study names no guideline (write guidelines: ["builtin:guideline/security_policy.ron"], for example).
compliance-note =
    Verdicts rest on the description of the network alone: placements of controls, conduits and their limits, where assets are kept. How well controls work is told by compare and why. This proves no compliance.
    Marked "wording unconfirmed": the guideline's own text was not seen; not to be quoted. Marked "second-hand": from a policy before the revision, or what others write.
    Items for other models only are left out (--json has all; --out writes a table with reasons and citations).

status-met = Met
status-not_met = Not met
status-not_adopted = Not adopted
status-not_applicable = Not applicable
status-unseen = To be confirmed

section-model = Network model
section-my_number = My Number zone
section-lgwan_connected = LGWAN-connected zone
section-internet_connected = Internet-connected zone and security cloud
section-alpha_prime = Measures of α'
section-beta = Measures of β and β'
section-information = Where information is kept
section-people = Telework, people and rules

obligation-required = required
obligation-optional = optional

wording-confirmed = confirmed in the ministry's documents
wording-second_hand = second-hand
wording-unconfirmed = wording unconfirmed

edition-R2_12 = December 2020 (R2.12)
edition-R4_3 = March 2022 (R4.3)
edition-R5_3 = March 2023 (R5.3)
edition-R6_10 = October 2024 (R6.10)
edition-R7_3 = March 2025 (R7.3)

compliance-csv-model = model
compliance-csv-edition = edition of the guideline
compliance-csv-section = section
compliance-csv-id = item id
compliance-csv-item = item
compliance-csv-text = what it asks for
compliance-csv-obligation = required or optional
compliance-csv-verdict = verdict
compliance-csv-reason = why not applicable
compliance-csv-decided = elements that meet it
compliance-csv-against = elements lacking or against it
compliance-csv-change = to meet it
compliance-csv-otherwise = in other editions
compliance-csv-citations = cited from
compliance-csv-wording = wording
compliance-csv-confirmed = confirmed by
compliance-csv-remark = remarks
