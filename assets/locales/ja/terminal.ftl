### 端末の比較表

terminal-note = （ ）内は、被害額・費用では幅、到達確率では95%区間。* は推定した区分（IPAの公表値ではありません）。

### 攻撃グラフの結果の表

answer-goal = 目標
answer-probability = 確率（95%区間）
answer-mean = 平均時間
answer-p05 = 5%点
answer-p50 = 中央値
answer-p95 = 95%点
answer-ran = 試行 { $trials } 回、種 { $seed }、計算方法 { $engine }、所要 { $wall }。時間は到達した試行のもの。
answer-ran-exactly = 厳密な値。計算方法 { $engine }、所要 { $wall }。
answer-engine-scalar = 一試行ずつ（scalar）
answer-engine-worlds = 1,024試行ずつ（worlds）
answer-engine-lanes = 16試行ずつ（lanes）
answer-engine-enumeration = 全組合せの計算（enumeration）
answer-engine-frontier = 境界法（frontier）
answer-engine-splitting = 分岐法（splitting）
answer-engine-screened = ふるい分けの後に一試行ずつ（screened）

### 到達の理由（why）

why-goal = { $model } ─ { $item }: 攻撃1回当たり{ $p }（{ $range }）
why-paths = { "  " }攻撃の経路（到達した試行に占める割合）
why-placements = { "  " }対策の配置: 完全に働いた場合 / なかった場合の到達確率
why-placement = { "    " }{ $name }: { $first }（{ $first_change }） / { $second }（{ $second_change }）
why-rules = { "  " }適用された手順: 必ず成功する場合 / 決して成功しない場合の到達確率
why-rule = { "    " }{ $name }: { $first }（{ $first_change }） / { $second }（{ $second_change }）
why-change = { $value }、{ $range }
why-none = { "    " }どの試行の結果も変えたものはありません。
why-more = { "    " }ほか{ $n }件（--json ですべて出力）
why-note = 試行{ $trials }回。変える前と同じ試行どうしの差と、その95%区間。どの試行も変えなかったものは省略。検知との競争があるため、対策が働くと到達確率が上がることもあります。
