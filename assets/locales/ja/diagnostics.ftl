### シナリオの誤り: 何が違うか(本文)と、どうすれば正しいか(.help)

diagnostic-help = 対処: { $help }
diagnostic-suggestion = もしかして: { $suggestion }
diagnostic-in-model = （モデル: { $model }）
diagnostic-summary = エラー{ $errors }件、警告{ $warnings }件

diagnostic-dimension-rate = 通信速度
diagnostic-dimension-size = データ量
diagnostic-dimension-time = 時間
diagnostic-dimension-money = 金額
diagnostic-dimension-frequency = 頻度
diagnostic-dimension-amount = 量
diagnostic-type-text = 文字列（"…"）
diagnostic-type-number = 数値
diagnostic-type-whole-number = 整数
diagnostic-type-boolean = true または false
diagnostic-type-list = リスト [ … ]
diagnostic-type-group = まとまり ( … )
diagnostic-type-object = オブジェクト { "{" } … { "}" }
diagnostic-type-pair = 2つ組 (…, …)

diagnostic-file-not-found = ファイルがありません: { $path }
    .help = ファイル名と置き場所を確かめてください。パスは、書かれているファイルのあるフォルダから見た位置です。
diagnostic-not-a-file = ファイルではありません: { $path }
    .help = フォルダーやパイプではなく、ファイルを指定してください。フォルダー内のスタディをまとめて実行するには「sansou run」を使います。
diagnostic-file-too-large = ファイルが大きすぎます: { $path }（上限 { $limit } バイト）
    .help = ファイルを分けて、include で読み込んでください。
diagnostic-file-unreadable = ファイルを読めません: { $path }（{ $reason }）
    .help = 読取りの権限と、他のプログラムが使用中でないかを確かめてください。
diagnostic-not-utf8 = 文字コードが UTF-8 ではありません（{ $byte } バイト目）
    .help = エディタで文字コードを UTF-8 にして保存し直してください（Excel の CSV では「CSV UTF-8（コンマ区切り）」）。
diagnostic-too-many-files = 読み込むファイルが多すぎます（上限 { $limit }）
    .help = ファイルをまとめるか、include を減らしてください。
diagnostic-too-many-cases = 比べるものが多すぎます: モデル×日で{ $count }（上限 { $limit }）
    .help = モデルか日を減らすか、スタディを分けてください。
diagnostic-includes-too-deep = include の入れ子が深すぎます（上限 { $limit } 段）
    .help = 読み込むファイルを、上位のファイルに直接書いてください。
diagnostic-include-cycle = include が循環しています: { $chain }
    .help = 循環のうち、いずれか1つの include を取り除いてください。
diagnostic-wrong-kind = ファイルの種類が違います: { $path } は { $found } ですが、ここには { $expected } が必要です
    .help = { $expected } のファイルを指定してください。

diagnostic-kind-missing = ファイルの先頭に種類の名前がありません
    .help = 次のいずれかで書き始めてください: { $permitted }
diagnostic-kind-unknown = 「{ $found }」という種類はありません
    .help = 使えるのは次のいずれかです: { $permitted }
diagnostic-format-missing = 最初の項目が format ではありません
    .help = 最初に「format: { $supported }」と書いてください。
diagnostic-format-newer = format { $found } は、このプログラムより新しい形式です（対応は { $supported } まで）
    .help = プログラムを更新するか、format { $supported } で書き直してください。
diagnostic-format-unknown = format { $found } という版はありません
    .help = 「format: { $supported }」と書いてください。

diagnostic-too-deep = 括弧の入れ子が深すぎます（上限 { $limit } 段）
    .help = 括弧の対応を確かめ、入れ子を浅くしてください。
diagnostic-list-too-long = リストの要素が多すぎます（上限 { $limit }）
    .help = 同じものの集まりは、count を使って1つのノードにまとめてください。
diagnostic-unclosed-bracket = 括弧「{ $bracket }」が閉じられていません
    .help = 対応する閉じ括弧を書いてください。
diagnostic-stray-bracket = 括弧「{ $bracket }」に対応する開き括弧がありません
    .help = この括弧を取り除くか、開き括弧を書いてください。
diagnostic-unclosed-text = 文字列が「"」で閉じられていません
    .help = 文字列の終わりに「"」を書いてください。
diagnostic-unclosed-comment = コメント「/*」が閉じられていません
    .help = コメントの終わりに「*/」を書いてください。
diagnostic-expected-token = 「{ $expected }」が必要なところに「{ $found }」があります
    .help = 「{ $expected }」を書き足してください。
diagnostic-syntax = RON として読めません: 「{ $found }」
    .help = 前後の括弧、コンマ、引用符を確かめてください。
diagnostic-not-json = JSON として読めません: 「{ $found }」
    .help = 前後の括弧、コンマ、引用符を確かめてください。
diagnostic-ends-early = ファイルが途中で終わっています
    .help = 括弧と引用符がすべて閉じられているか、ファイルが最後まで保存されているかを確かめてください。
diagnostic-too-many-problems = 誤りが{ $limit }件を超えたため、このファイルの確認を打ち切りました
    .help = ここまでの誤りを直してから、もう一度確かめてください。

diagnostic-unknown-field = 「{ $field }」という項目はここにはありません
    .help = 使えるのは次の項目です: { $permitted }
diagnostic-duplicate-field = 項目「{ $field }」が二重に書かれています
    .help = どちらか1つだけを残してください。
diagnostic-missing-field = 必要な項目「{ $field }」がありません
    .help = 「{ $field }: …」を書き足してください。
diagnostic-unknown-variant = 「{ $found }」はここでは使えない語です
    .help = 使えるのは次のいずれかです: { $permitted }
diagnostic-unknown-unit = 「{ $found }」という単位はありません（{ $dimension }の単位が必要です）
    .help = 使えるのは次の単位です: { $permitted }
diagnostic-wrong-unit = 単位「{ $found }」はここには合いません（{ $dimension }の単位が必要です）
    .help = 使えるのは次の単位です: { $permitted }
diagnostic-unit-missing = 「{ $found }」に単位がありません（{ $dimension }の単位が必要です）
    .help = 次のいずれかの単位を付けてください（例: Mbps(100)）: { $permitted }
diagnostic-origin-missing = 数値「{ $found }」の出典がありません
    .help = 公表値なら Cited(…)、仮定なら Assumed(…) で、値と出典又は理由を書いてください。
diagnostic-distribution-missing = 「{ $found }」は分布ではありません
    .help = 次のいずれかの分布で書いてください: { $permitted }
diagnostic-wrong-type = { $expected }が必要なところに「{ $found }」があります
    .help = { $expected }を書いてください。

diagnostic-not-finite = 「{ $field }」が有限の数ではありません
    .help = 無限大や NaN ではない数値を書いてください。
diagnostic-negative = 「{ $field }」が負の数です（{ $value }）
    .help = 0以上の数値を書いてください。
diagnostic-not-positive = 「{ $field }」が0以下です（{ $value }）
    .help = 0より大きい数値を書いてください。
diagnostic-not-probability = 「{ $field }」の値 { $value } は確率・割合の範囲の外です
    .help = 0以上1以下で書いてください（例: 40% は 0.4）。
diagnostic-range-disordered = 「{ $field }」の範囲の順序が違います（下限 { $low }、値 { $value }、上限 { $high }）
    .help = 下限 ≦ 値 ≦ 上限 となるように書いてください。
diagnostic-distribution-disordered = 「{ $field }」の分布の順序が違います
    .help = 最小 ≦ 最頻 ≦ 最大 となるように書いてください。
diagnostic-not-time-of-day = { $value } 秒は1日の時刻の範囲の外です
    .help = 0時から24時まで（例: Hours(9)）で書いてください。
diagnostic-profile-hours = 1日の形に24時間分ではなく{ $count }個の値があります
    .help = 0時台から23時台まで、24個の値を書いてください。
diagnostic-profile-zero = 1日の形がすべて0です
    .help = 少なくとも1つの時間帯に、0より大きい値を書いてください。
diagnostic-too-large = 「{ $field }」の値 { $value } は大きすぎます（上限 { $limit }）
    .help = { $limit } 以下にしてください。
diagnostic-too-many-uses = { $model }: 1日の利用が約 { $value } 回となり、扱える回数（{ $limit } 回）を超えます
    .help = 端末の台数、1日の利用回数、利用者の割合のいずれかを減らしてください。
diagnostic-too-many-ways = { $model }: 通信の経路が約 { $value } 通りとなり、扱える数（{ $limit }）を超えます
    .help = 回線の本数をそろえるか、本数、業務の数、他団体の負荷のフロー数のいずれかを減らしてください。
diagnostic-too-many-cells = { $model }: 通信量の集計表が約 { $value } 欄となり、扱える大きさ（{ $limit } 欄）を超えます
    .help = 回線の数か本数、業務の数のいずれかを減らしてください。
diagnostic-too-many-groundings = { $model }: 攻撃の手順が成り立ち得る箇所が約 { $value } か所となり、扱える数（{ $limit }）を超えます
    .help = 情報資産、ノード、通信路の from のいずれかを減らすか、手順の対象を絞ってください。

diagnostic-duplicate-id = ID「{ $id }」が重複しています（最初のもの: { $first }）
    .help = どちらかを別のIDにしてください。
diagnostic-bad-id = ID「{ $id }」に使えない文字があります
    .help = 半角の小文字 a–z、数字 0–9、下線 _ だけを使ってください。
diagnostic-empty-list = 「{ $field }」が空です
    .help = 少なくとも1つの要素を書いてください。
diagnostic-repeated = 「{ $field }」に「{ $id }」が2回書かれています
    .help = どちらか1つだけを残してください。

diagnostic-unknown-zone = 「{ $id }」というゾーンはありません
    .help = モデルの zones にあるIDを書いてください。
diagnostic-unknown-node = 「{ $id }」というノードはありません
    .help = モデルの nodes にあるIDを書いてください。
diagnostic-unknown-link = 「{ $id }」という回線はありません
    .help = モデルの links にあるIDを書いてください。
diagnostic-unknown-conduit = 「{ $id }」という通信経路（conduit）はありません
    .help = モデルの conduits にあるIDを書いてください。
diagnostic-unknown-placement = 「{ $id }」という対策の配置はありません
    .help = モデルの placements にあるIDを書いてください。
diagnostic-unknown-control = 「{ $id }」という対策はありません
    .help = controls にあるIDを書くか、対策のファイルを読み込んでください。
diagnostic-unknown-rule = 「{ $id }」という攻撃規則はありません
    .help = rules にあるIDを書くか、規則のファイルを読み込んでください。
diagnostic-unknown-step = 「{ $id }」という攻撃段階はありません
    .help = steps にあるIDを書いてください。
diagnostic-unknown-goal = 「{ $id }」という攻撃目的はありません
    .help = goals にあるIDを書いてください。
diagnostic-unknown-asset = 「{ $id }」という情報資産は、どのモデルにもありません
    .help = いずれかのモデルの assets にあるIDを書いてください。
diagnostic-unknown-profile = 「{ $id }」という1日の形はありません
    .help = profiles にあるIDを書いてください。
diagnostic-unknown-source = 「{ $id }」という出典はありません
    .help = sources にあるIDを書くか、出典を書き足してください。
diagnostic-unsourced = 「{ $id }」に出典がありません
    .help = sources に出典を書くか、確認できていないことを unconfirmed に書いてください。
diagnostic-unknown-threat = 「{ $id }」という脅威はありません
    .help = threats にあるIDを書いてください。
diagnostic-unknown-application = 「{ $id }」という業務通信はありません
    .help = applications にあるIDを書いてください。
diagnostic-unfit-application = 業務通信「{ $id }」の種類には { $set } を使えません
    .help = UsesPerDay は Scheduled 以外、At と Within は Scheduled のアプリケーションに使います。
diagnostic-unknown-model = スタディに「{ $id }」というモデルはありません
    .help = models に挙げたモデルのIDを書いてください。
diagnostic-unknown-removed = remove が指す「{ $id }」がありません
    .help = 取り除く要素のIDを確かめるか、この行を消してください。

diagnostic-link-to-itself = 回線の両端が同じノード「{ $id }」です
    .help = between に異なる2つのノードを書いてください。
diagnostic-conduit-to-itself = 通信経路の接続元と接続先が同じノード「{ $id }」です
    .help = from から「{ $id }」を除くか、to を変えてください。
diagnostic-placement-nowhere = 対策の配置「{ $id }」に置き場所がありません
    .help = zones、nodes、conduits の少なくとも1つを書いてください。
diagnostic-route-broken = 経路がつながりません: 通信経路「{ $conduit }」は、端末「{ $node }」からも、前の区間の終わりからも始められません
    .help = 通信経路の from に、端末又は前の区間の終わりのノードを加えてください。
diagnostic-duplicate-route = { $class } の「{ $node }」からの経路が二重です（もう一方: { $first }）
    .help = 種別とノードの組ごとに、経路は1つだけにしてください。
diagnostic-screen-missing = 「{ $application }」は経路「{ $route }」で画面転送になりますが、「{ $field }」がありません
    .help = applications の「{ $application }」に screen の { $field } を書いてください。

diagnostic-graph-too-large = { $field ->
    [bytes] ファイルが大きすぎます（上限 { $limit } バイト）
    [draws] 共有の抽選（draws）が多すぎます（上限 { $limit }）
    [steps] 攻撃段階（steps）が多すぎます（上限 { $limit }）
    [goals] 目標が多すぎます（上限 { $limit }）
   *[links] 名前の参照（parents、requires、unless）が多すぎます（上限 { $limit }）
}
    .help = 攻撃グラフを小さくするか、いくつかに分けてください。大きなグラフは .json で書いてください（.ron より大きなファイルを読めます）。
diagnostic-unknown-draw = 「{ $id }」という共有の抽選はありません
    .help = draws にあるIDを書いてください。
diagnostic-draw-contradiction = 攻撃段階「{ $step }」は、抽選「{ $draw }」を requires と unless の両方に挙げています（決して成功しません）
    .help = どちらか一方だけに書いてください。
diagnostic-no-entry = 入口（entry）となる攻撃段階がないため、何も達成されません
    .help = 攻撃の起点に entry: true を書いてください。

diagnostic-mal-not-a-step = 「{ $id }」は攻撃段階ではありません（defense、exist、notExist のいずれか）
    .help = 種類が or か and の段階を指定してください。
diagnostic-mal-bad-time = 攻撃段階「{ $step }」の所要時間（ttc）を読めません: { $found }
    .help = MAL の分布と引数を確かめてください。
diagnostic-mal-time-replaced = 分布 { $found } はそのまま使えないため、{ $used } で代えました（{ $count } 段階: { $steps }）
    .help = 結果を使う前に、この置換えで足りるかを確かめてください。
diagnostic-mal-left-out = 項目「{ $field }」は結果に反映されません（{ $count } 段階: { $steps }）
    .help = 攻撃の到達に関わる内容なら、段階と defense で表してください。
diagnostic-mal-root-left-out = ファイルの項目「{ $field }」は読み込みません
    .help = 攻撃者の起点は --entry で指定してください。
diagnostic-mal-or-unblocked = OR段階「{ $step }」は他の親からも到達できるため、その上の defense などの影響を受けません（mal-simulator と同じ扱い）
    .help = defense で止めるには、段階の種類を and にしてください。
diagnostic-mal-entry-certain = 起点「{ $step }」には時刻0に必ず到達したものとし、それ自身の確率と時間、defense は使いません（mal-simulator と同じ扱い）
    .help = それらを効かせるには、その前の段階を起点にしてください。

diagnostic-header-missing = 見出しの行がありません（ファイルが空です）
    .help = 1行目に「{ $columns }」と書き、2行目から値を書いてください。
diagnostic-missing-column = 列「{ $column }」がありません
    .help = 1行目に必要な列をすべて書いてください（順序は問いません）: { $columns }
diagnostic-unknown-column = 「{ $column }」という列はここにはありません
    .help = 使えるのは次の列です: { $permitted }
diagnostic-repeated-column = 列「{ $column }」が二重にあります
    .help = どちらか1つだけを残してください。
diagnostic-row-width = 値が{ $found }個ありますが、列は{ $expected }個です
    .help = コンマの数を確かめてください。コンマを含む値は「"」で囲んでください。
diagnostic-no-rows = 見出しの行のほかに行がありません
    .help = 2行目から、1行に1件ずつ書いてください。
diagnostic-line-too-long = 行が長すぎます（上限 { $limit } バイト）。これより後は読んでいません
    .help = 改行を確かめ、CSV ファイルを指定してください。
diagnostic-missing-value = 「{ $field }」の値がありません
    .help = この列には必ず値を書いてください。
diagnostic-outside-limits = 「{ $field }」の値 { $value } は、扱える範囲の外です
    .help = { $low } 以上 { $high } 以下で書いてください。単位（bit/s、バイト、秒）も確かめてください。
diagnostic-bad-link-id = 回線のID「{ $id }」に「;」は使えません
    .help = 「;」は経路（route）で回線を区切る記号です。別のIDにしてください。
diagnostic-unknown-route-link = 「{ $id }」という回線は、回線のファイルにありません
    .help = 回線のファイルの id にあるものを、「;」で区切って書いてください。
diagnostic-flows-too-large = { $field ->
    [bytes] ファイルが大きすぎます（上限 { $limit } バイト）
    [links] 回線が多すぎます（上限 { $limit }）。これより後は読んでいません
    [flows] フローが多すぎます（上限 { $limit }）。これより後は読んでいません
    [route] 1つの経路の回線が多すぎます（上限 { $limit }）
   *[routes] 異なる経路が多すぎます（上限 { $limit } 通り）
}
    .help = ファイルをいくつかに分けるか、まとめられるものをまとめてください。
diagnostic-more-problems = このファイルには、ほかに{ $count }件の誤りがあります
    .help = 表示されている誤りを直してから、もう一度確かめてください。

diagnostic-bad-technique = 「{ $technique }」は MITRE ATT&CK の技術番号の形ではありません
    .help = T1566 又は T1566.001 の形で書いてください。
diagnostic-bad-date = 「{ $date }」は日付の形ではありません
    .help = 2021、2021-10 又は 2021-10-31 の形で書いてください。
diagnostic-not-one-model = 事案のスタディに、モデルと日の組が{ $count }個あります
    .help = 事案のネットワークは1つです。models に1つだけ書き、days は書かないでください。
diagnostic-needs-there-on-local = 局所規則「{ $rule }」に needs_there があります
    .help = needs に書くか、規則を Conduit にしてください。
diagnostic-asset-from-nowhere = 規則「{ $rule }」は情報資産の段階「{ $step }」を与えますが、その資産がどこから来るか分かりません
    .help = needs に資産の段階を加えるか、holding: true としてください。
diagnostic-holding-without-asset = 規則「{ $rule }」は holding ですが、情報資産の段階がありません
    .help = 資産の段階を使うか、holding を取り除いてください。
diagnostic-limit-contradiction = 規則「{ $rule }」で、制限「{ $limit }」が unless と only の両方にあります（決して当てはまりません）
    .help = どちらか一方だけに書いてください。
diagnostic-foothold-nowhere = 脅威「{ $threat }」の起点のノード「{ $id }」は、どのモデルにもありません
    .help = ノードのIDを確かめてください。
diagnostic-foothold-of-asset = 脅威「{ $threat }」の起点「{ $step }」は情報資産の段階です
    .help = ノードの段階を起点にしてください。

diagnostic-editions-disordered = 項目の終わりの版（{ $until }）が、始まりの版（{ $from }）より前です
    .help = editions の from と until を時の順に書いてください。

diagnostic-requirement-nowhere = 要件が、ノードも通信路も回線も指していません
    .help = nodes、conduits、links のいずれかを書いてください。
