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
answer-ran-rarely = 独立な繰り返し { $trials } 回、種 { $seed }、計算方法 { $engine }、所要 { $wall }。時間は求めていません。区間は、最も起こりやすい道の確率(計算値)に、ほかの道の分を繰り返しのばらつきから加えたものです。ごく起こりにくい道が繰り返しの回数より多くあるときは、それより起こりやすい少数の道を見落とし、区間が小さすぎることがあります。種や回数を変えて確かめ、小さな攻撃グラフでは --exact を使ってください。
answer-ran-exactly = 厳密な値。計算方法 { $engine }、所要 { $wall }。
answer-engine-scalar = 一試行ずつ（scalar）
answer-engine-worlds = 1,024試行ずつ（worlds）
answer-engine-lanes = 16試行ずつ（lanes）
answer-engine-waves = 16試行ずつ、時間の順に（waves）
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
why-cuts = { "  " }すべて塞げば到達しなくなる最小の組
why-cuts-incomplete = { "    " }同じ大きさの組がほかにもあり得ます（探索を上限で打ち切りました）。
why-cuts-at-least = { "  " }到達できなくするには、少なくとも{ $n }個を塞ぐ必要があります（探索を上限で打ち切りました）。
why-cuts-none = { "  " }何を塞いでも到達します（塞げるものを通らない経路があります）。
why-cuts-unreachable = { "  " }塞ぐまでもなく、到達することはありません。
why-note = 試行{ $trials }回。変える前と同じ試行どうしの差と、その95%区間。どの試行も変えなかったものは省略。検知との競争があるため、対策が働くと到達確率が上がることもあります。

### 攻撃グラフの目標に到達する理由

explain-goal = { $goal }: 試行{ $traced }回のうち{ $successes }回で到達
explain-path = { "    " }{ $share }（{ $range }） { $steps }
explain-steps-left-out = …（{ $n } 段階）…
explain-factors = { "  " }段階と抽選: 必ず成り立つ場合 / 決して成り立たない場合の到達確率
explain-factor = { "    " }{ $name }: { $first }（{ $first_change }） / { $second }（{ $second_change }）
explain-draw = 抽選 { $id }
explain-goals-left-out = グラフが大きいため、ほか{ $n }個の目標の理由は省略しました（ファイルの初めの目標だけを説明します）。知りたい目標はファイルの初めに書いてください。
explain-note = 経路は試行{ $traced }回から、到達確率は試行{ $compared }回から求めました（大きなグラフでは回数を減らします）。差は変える前と同じ試行どうしの差と、その95%区間。どの試行の結果も変えなかったものは省略（比べたものは --json ですべて出力）。塞ぐ組はグラフの形だけから求めたもので、起点と目標そのものは含みません。

### フローの一覧の結果の表

flows-count = フロー
flows-span = 最初の開始から最後の完了まで
flows-median = 所要時間の中央値
flows-p95 = 所要時間の95%点
flows-longest = 所要時間の最大
flows-busiest = 平均の使用率が高い回線（{ $all } 本のうち { $shown } 本。--json ですべて出力）
flows-link = 回線
flows-capacity = 容量
flows-mean = 平均
flows-mean-share = 平均使用率
flows-max = 最大
flows-max-share = 最大使用率
flows-busy = 使用時間
flows-ran = 平均は、最初の開始から最後の完了までのもの。計算時間 { $wall }（読み書きを除く）。

### 地域の1日の表

region-clouds = セキュリティクラウド
region-bodies = 団体
region-users = 利用者
region-uses = 通信の回数
region-asked = 必要とした通信量
region-carried = 運んだ通信量
region-full-exits = 使用率 70 / 90 / 99.9% を超える1分が計1時間以上の出口（本）
region-full-lines = 使用率 70 / 90 / 99.9% を超える1分が計1時間以上の団体の回線（本）
region-exits = セキュリティクラウドの出口（{ $all } 本のうち、95%値の高い { $shown } 本）
region-lines = 団体の回線（{ $all } 本のうち、95%値の高い { $shown } 本。--out ですべて出力）
region-applications = 業務ごとの所要時間と満足
region-exit = クラウドの出口
region-line = 団体の回線
region-breakout = ブレイクアウト回線
region-place = 回線
region-application = 業務
region-capacity = 容量
region-mean = 1日平均
region-p95 = 1分平均の95%値
region-max = 1分平均の最大
region-minutes = 70 / 90 / 99.9%超（分）
region-satisfied = 満足な通話・会議の時間
region-affected = 影響（人・分）
region-completion-p50 = 所要時間の中央値
region-completion-p95 = 95%点
region-ran = 利用者へ向かう方向だけの計算。影響は、足りない通話・会議の時間と、転送に単独の場合の3倍を超えてかかった時間の和。計算時間 { $wall }。
region-ran-fluid = 1分ごとの平均と分散による概算。利用者へ向かう方向だけで、転送の所要時間は求めない。影響は、足りない通話・会議の時間。計算時間 { $wall }。
region-csv-cloud = クラウドID
region-csv-body = 団体ID
region-csv-name = 名称
region-csv-line = 回線の種類
region-csv-users = 利用者
region-csv-capacity = 容量(bit/s)
region-csv-mean = 1日平均(bit/s)
region-csv-p95 = 1分平均の95%値(bit/s)
region-csv-max = 1分平均の最大(bit/s)
region-csv-above-70 = 70%超(分)
region-csv-above-90 = 90%超(分)
region-csv-above-100 = 99.9%超(分)
region-csv-satisfied = 満足な通話・会議の時間の割合
region-csv-affected = 影響(人・分)
region-csv-method = 計算方法
region-csv-flow = 通信ごと
region-csv-fluid = 概算

### 回線の容量（capacity）

capacity-model = モデル
capacity-place = 最も混む所
capacity-count = 本数
capacity-narrowest = { $model } ─ 最も混む所: { $place }（{ $capacity }）。最も混む15分は{ $clock }から、容量の{ $load }。90%を超えたのは{ $minutes }分。
capacity-idle = { $model } ─ 通信はありません。
capacity-by-application = { "  " }最も混む1時間を占めたもの: { $parts }
capacity-by-group = { "  " }端末の別: { $parts }
capacity-by-zone = { "  " }端末のある領域の別: { $parts }
capacity-by-busy = { "  " }容量の90%を超えた時間帯を占めたもの: { $parts }
capacity-what-if = ここを一つだけ変えたら（同じ利用のまま計算し直した結果。括弧内は現状との差）
capacity-change = 変更
capacity-p95 = 95%点
capacity-above = 90%超の分
capacity-affected = 影響（延べ利用者・分）
capacity-satisfied = 満足な時間
capacity-in-time = 間に合う転送
capacity-today = 現状
capacity-change-added = 容量を{ $amount }増やす
capacity-change-times = 容量を{ $amount }倍にする
capacity-change-gone = { $application }をすべて別の回線へ移す
capacity-change-halved = { $application }の半分を別の回線へ移す
capacity-change-peers = { $application }の{ $amount }を庁内の端末どうしで配る
capacity-change-night = { $application }を夜間（22時〜5時）に配る
capacity-change-weight = { $application }の優先度（重み）を{ $amount }に下げる
capacity-lines = { $model } ─ 各回線・機器に最小限必要な容量（満足な時間と間に合う転送がいずれも{ $share }以上。ほかは今のまま）
capacity-line = 回線・機器
capacity-present = 今の容量
capacity-least = 最小限必要な容量
capacity-left-out = このほか、待つ利用や会議などの通らない回線・機器が{ $n }件あります。
capacity-unused = 待つ利用・会議なし
capacity-tenth = 10分の1でも足りる
capacity-not-reached = ここだけ増やしても届かない
capacity-note = 「満足な時間」は会議・画面などの時間のうち必要な速度（と応答）が得られた割合、「間に合う転送」は待つ転送のうち今の回線を独り占めしたときの3倍以内に終わる割合です。必要な容量は1・2・5×10のべき乗の刻みで求め、往復とも、並ぶ回線はすべて同じ容量とします。表の割合は、その回線・機器を通る利用者のものです。ローカルブレイクアウトの効果は、αモデルとα'モデルを比べてください（sansou compare four-models）。夜間の配信には、端末の電源が入っている必要があります。

### カタログ

catalog-sections = カタログ
catalog-section = { "  " }{ $word }  { $name }（{ $n }件）
catalog-how = 「sansou catalog 棚」で一覧、「sansou catalog 棚 識別子」で出典を含む詳細を表示します。
catalog-zones = 系・領域
catalog-conduits = 通信路と仕組み
catalog-controls = 対策
catalog-threats = 脅威
catalog-assets = 情報資産と機密性の区分
catalog-services = 外部サービス
catalog-techniques = 攻撃の技術（MITRE ATT&CK）
catalog-heading = { $name }（{ $id }）
catalog-from = { "  " }{ $from }から
catalog-until = { "  " }{ $until }まで
catalog-from-until = { "  " }{ $from }から{ $until }まで
catalog-cited = { "  " }出典: { $title } { $item }（{ $locator }）
catalog-unconfirmed = { "  " }未確認: { $text }
catalog-seen = { "  " }sansou compare { $study }: 「{ $less }」より「{ $more }」のほうが、{ $measure }
catalog-why = { "    " }理由: { $why }
catalog-measure-probability = 攻撃1回当たりの到達確率が高い（{ $threat } → { $goal }）
catalog-measure-yearly_loss = 年間の想定被害額が大きい
catalog-measure-peak_load = 15分平均の最大負荷が大きい（{ $link }）
catalog-measure-user_minutes = 影響を受けた延べ利用者時間が長い
catalog-measure-refused = 受け付けられない利用が多い
catalog-measure-completion_time = 転送時間の中央値が長い（{ $application }）
catalog-measure-yearly_cost = 年額の費用が大きい
catalog-category = { "  " }区分: { $category }
catalog-guideline = { "  " }ガイドライン: { $text }
catalog-stops = { "  " }止める手順: { $rules }
catalog-notices = { "  " }検知する手順: { $rules }
catalog-answers = { "  " }警報に対応する時間帯: { $hours }
catalog-foothold = { "  " }起点: { $node }（{ $step }）
catalog-goals = { "  " }目的: { $goals }
catalog-number-cited = { "    " }{ $field }: { $value }（公表値: { $origin }）
catalog-number-assumed = { "    " }{ $field }: { $value }（仮定、範囲{ $range }: { $origin }）
backtest-title = ■ { $name }（{ $date }）
backtest-chain = { "  " }公表された経過（○ モデルの経路にある、△ 手順はあるが経路に無い、× 当てはまる手順が無い）
backtest-step-found = { "    " }○ { $n }. { $what }{ $when } [{ $techniques }、{ $node }]
backtest-step-elsewhere = { "    " }△ { $n }. { $what }{ $when } [{ $techniques }、{ $node }]
backtest-step-no-rule = { "    " }× { $n }. { $what }{ $when } [{ $techniques }、{ $node }]
backtest-when = （{ $when }）
backtest-found = { "  " }照合: 公表された経路は、見付かった{ $paths }通りのうち{ $rank }位（到達した試行の{ $share }）。到達確率は攻撃1回当たり{ $p }（{ $range }）
backtest-unlikely = { "  " }照合: 公表された経路は、見付かった{ $paths }通りのうち{ $rank }位（到達した試行の{ $share }）で、上位{ $most }に入らない。到達確率は攻撃1回当たり{ $p }（{ $range }）
backtest-missed = { "  " }照合: 公表された経路は見付からず。最も近いのは{ $paths }通りのうち{ $rank }位の経路で、{ $all }段階のうち{ $found }段階が一致。到達確率は攻撃1回当たり{ $p }（{ $range }）
backtest-never = { "  " }照合: 目的に到達した試行が無く、公表された経路は見付からず。到達確率は攻撃1回当たり{ $p }（{ $range }）
backtest-paths = { "  " }モデルの経路（上位{ $n }。到達した試行に占める割合。◎は公表された経路）
backtest-this = ◎
backtest-other = { "  " }
backtest-taken-away = { "  " }あった対策が無かった場合
backtest-put-in = { "  " }無かった対策を全体に講じていた場合
backtest-control = { "    " }{ $controls }: { $p }（{ $change }）
backtest-and = ＋
backtest-models = { "  " }四つのモデルでの同種の攻撃（{ $item }）: { $why }
backtest-model = { "    " }{ $model }: { $p }（{ $range }）
backtest-model-none = { "    " }{ $model }: この脅威と目的が無い
backtest-no-models = { "  " }四つのモデルでは: 団体のネットワークの外で起きており、モデルの選択では変わらない
backtest-outcome = { "  " }公表された結果: { $text }
backtest-assumed = { "  " }公表資料に無く仮定したこと: { $text }
backtest-source = { "  " }出典: { $text }
backtest-summary = 事案と、公表された経路の順位
backtest-column-incident = 事案
backtest-column-date = 発生
backtest-column-rank = 順位
backtest-column-of = 経路の数
backtest-column-share = 割合
backtest-column-steps = 一致した段階
backtest-column-p = 到達確率
backtest-column-none = －
backtest-sum = { $all }件のうち{ $found }件で、公表された経路が上位{ $most }に入った。
backtest-note = 試行{ $trials }回。順位は、目的に到達した試行での経路の多さによる。差は同じ試行どうしの差とその95%区間で、どの試行も変えなかった対策は省略。加えた対策は、名称の示す場所に限らず、効く手順のあるところすべてに置いた。手順の数値は事案に合わせて調整していない（MODEL.md）。
region-times = { $body }: { $application }を{ $times }倍の頻度で利用
