### ガイドラインの項目への適合（comply）

compliance-model = { $model } ─ { $edition }のガイドラインとの対照
compliance-counts = 適合 { $met }、不適合 { $not_met }、未採用（オプション） { $not_adopted }、要確認 { $unseen }、対象外 { $not_applicable }。このうち、版によって判定が違うもの { $differing }
compliance-mark = 【{ $mark }】
compliance-decided = 根拠: { $elements }
compliance-change = 適合させるには: { $change }
compliance-otherwise = 版による違い: { $editions }
compliance-cited = 出典: { $citations }
compliance-idle = 対象外: { $items }
compliance-more = ほか{ $n }件
compliance-not-in-edition = 対象外（この版にない項目）
compliance-nothing-there = 対象外（該当するものがない）
compliance-in-edition = { $editions }では{ $status }
compliance-control = 「{ $name }」
compliance-or = または
compliance-and = ／
compliance-citation = { $title }（{ $place }）
compliance-place = { $controls }を次に配置する: { $places }
compliance-place-somewhere = { $controls }を次のいずれかに配置する: { $places }
compliance-cover = { $controls }の普及率を{ $least }以上にする: { $places }
compliance-limit = 次に制限（{ $limits }）を設ける: { $places }
compliance-lead = 次を{ $through }経由にする: { $places }
compliance-remove = 次をなくすか、認められた通信に改める: { $places }
compliance-add = 項目に当たるものをネットワークに加える
compliance-separate = 次を領域ごとに分ける: { $places }
compliance-move = 次を{ $zones }に移す: { $places }
compliance-follow = このモデルが示されたのは{ $edition }から
compliance-follow-none = このモデルはどの版にも示されていない
compliance-no-guideline = このスタディはガイドラインの項目のファイルを指定していません（guidelines に "builtin:guideline/security_policy.ron" などを書いてください）。
compliance-note =
    判定は、対策の配置、通信路と制限、情報資産の置き場所など、ネットワークの記述だけによります。対策がどれだけ効くかは compare と why で調べてください。適合を証明するものではありません。
    【文言未確認】ガイドライン本文を確認していない項目で、引用には使えません。【二次資料による】改定方針や解説による項目です。
    ほかのモデルだけの項目は省きました（--json ですべて、--out で根拠・出典付きの一覧表を出力）。

status-met = 適合
status-not_met = 不適合
status-not_adopted = 未採用
status-not_applicable = 対象外
status-unseen = 要確認

section-model = ネットワークモデル
section-my_number = マイナンバー利用事務系
section-lgwan_connected = LGWAN接続系
section-internet_connected = インターネット接続系と自治体情報セキュリティクラウド
section-alpha_prime = α'モデルの対策
section-beta = β・β'モデルの対策
section-information = 情報資産の置き場所
section-people = テレワーク、人的・組織的対策

obligation-required = 必須
obligation-optional = オプション

wording-confirmed = 総務省の資料で確認
wording-second_hand = 二次資料による
wording-unconfirmed = 文言未確認

edition-R2_12 = 令和2年12月版（R2.12）
edition-R4_3 = 令和4年3月版（R4.3）
edition-R5_3 = 令和5年3月版（R5.3）
edition-R6_10 = 令和6年10月版（R6.10）
edition-R7_3 = 令和7年3月版（R7.3）

compliance-csv-model = モデル
compliance-csv-edition = ガイドラインの版
compliance-csv-section = 区分
compliance-csv-id = 項目ID
compliance-csv-item = 項目
compliance-csv-text = 内容
compliance-csv-obligation = 必須・オプション
compliance-csv-verdict = 判定
compliance-csv-reason = 対象外の理由
compliance-csv-decided = 根拠となる要素
compliance-csv-against = 不足・反する要素
compliance-csv-change = 適合させるには
compliance-csv-otherwise = 版による違い
compliance-csv-citations = 出典
compliance-csv-wording = 文言の確認
compliance-csv-confirmed = 担当者の確認
compliance-csv-remark = 備考
