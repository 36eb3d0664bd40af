### 語: 数の単位、列挙の呼び名

number-millis = { $n }ミリ秒
number-seconds = { $n }秒
number-minutes = { $n }分
number-hours = { $n }時間
number-days = { $n }日
number-points = { $n }ポイント
number-per-year = 年{ $n }回
number-rare = 年{ $n }回（約{ $years }年に1回）
number-rarest = 約{ $years }年に1回
number-almost-all = 99.9%超

zone-kind-my_number = マイナンバー利用事務系
zone-kind-lgwan_connected = LGWAN接続系
zone-kind-internet_connected = インターネット接続系
zone-kind-dmz = 系の間
zone-kind-lgwan = LGWAN
zone-kind-security_cloud = 自治体情報セキュリティクラウド
zone-kind-government_cloud = ガバメントクラウド
zone-kind-public_cloud = クラウドサービス
zone-kind-internet = インターネット
zone-kind-remote = 庁外（テレワーク等）
zone-kind-vendor = 保守事業者・委託先
zone-kind-off_site = 庁外の媒体・紙

node-kind-terminals = 端末
node-kind-business_server = 業務サーバー
node-kind-file_server = ファイルサーバー
node-kind-directory_server = 認証サーバー
node-kind-mail_server = メールサーバー
node-kind-update_relay = 更新プログラム中継
node-kind-screen_host = 画面転送サーバー
node-kind-firewall = ファイアウォール
node-kind-proxy = プロキシ
node-kind-sanitiser = 無害化装置
node-kind-router = ルーター・スイッチ
node-kind-cloud_gateway = セキュリティクラウド接続口
node-kind-wan = 広域網
node-kind-external_service = 外部サービス
node-kind-cloud_tenant = 自団体のクラウド環境（テナント）
node-kind-vendor_terminal = 事業者の端末
node-kind-media = 外部記録媒体
node-kind-printer = 複合機

link-kind-lan = 庁内LAN
link-kind-wireless_lan = 無線LAN
link-kind-leased_line = 専用線
link-kind-ip_vpn = IP-VPN
link-kind-lgwan_access = LGWAN接続回線
link-kind-internet_access = インターネット接続回線

conduit-kind-internal = 系内の通信
conduit-kind-specified = 特定通信
conduit-kind-screen_transfer = 画面転送
conduit-kind-mail = メール（無害化なし）
conduit-kind-sanitised_mail = 無害化メール
conduit-kind-sanitised_file = ファイル無害化
conduit-kind-removable_media = 外部記録媒体
conduit-kind-local_breakout = ローカルブレイクアウト
conduit-kind-web = Web閲覧
conduit-kind-lgwan_asp = LGWAN-ASP
conduit-kind-update_relay = 更新プログラムの中継
conduit-kind-remote_maintenance = 遠隔保守
conduit-kind-telework = テレワーク
conduit-kind-management = 監視・管理の通信
conduit-kind-cloud_sharing = クラウドでの外部共有
conduit-kind-wireless = 無線LANの電波

conduit-limit-destinations = 接続先を限定
conduit-limit-tenant = 自団体のテナントに限定
conduit-limit-addresses = MAC・IPアドレスを限定
conduit-limit-ports = ポートを限定
conduit-limit-one_way = 片方向からのみ開始
conduit-limit-clipboard_out = クリップボードの持出し可
conduit-limit-file_redirection = 画面転送でのファイル受渡し可
conduit-limit-authentication_only = ①認証・定義ファイルのみ
conduit-limit-communication = ②コミュニケーションツールまで
conduit-limit-file_exchange = ③外部とのファイル送受信まで
conduit-limit-on_demand = 作業時のみ開通
conduit-limit-multi_factor = 多要素認証
conduit-limit-closed = 閉域網に限定
conduit-limit-printing = 画面の印刷可
conduit-limit-shared_host = 共用サーバー方式（SBC）
conduit-limit-local_container = 端末内コンテナ方式（セキュアブラウザ）

flow-none = 不可
flow-to_target = 接続先への向き
flow-to_source = 接続元への向き
flow-both = 双方向

asset-class-c3_a = 自治体機密性3A
asset-class-c3_b = 自治体機密性3B
asset-class-c3_c = 自治体機密性3C
asset-class-c2 = 自治体機密性2
asset-class-c1 = 自治体機密性1

category-technical = 技術的対策
category-organisational = 組織的対策
category-human = 人的対策

attacker-broad = 進める先すべてに及ぶ
attacker-targeted = 目的へ最短で進む

begins-anytime = 始まる時刻は週を通じて一様
begins-office_hours = 平日9時〜17時に始まる
begins-outside_office_hours = 平日9時〜17時以外に始まる

alarm-hours-always = 24時間365日
alarm-hours-office = 平日9時〜17時

application-class-web = Web閲覧
application-class-mail = メール
application-class-cloud_office = クラウドオフィス
application-class-cloud_authentication = クラウド認証
application-class-web_meeting = Web会議・チャット
application-class-cloud_file = クラウドでのファイル授受
application-class-business = 内部情報系業務
application-class-my_number_business = マイナンバー利用事務
application-class-lgwan = LGWAN上のサービス
application-class-definitions = 定義ファイル
application-class-updates = 月例の更新プログラム
application-class-telework = テレワーク
application-class-portal = 住民向けサイト

side-down = 端末へ
side-up = 端末から

severity-error = エラー
severity-warning = 警告


dimension-plain = 数
dimension-share = 割合
dimension-rate = 速度
dimension-size = データ量
dimension-time = 時間
dimension-money = 金額
dimension-frequency = 頻度

form-fixed = 固定値
form-exponential = 指数分布
form-gamma = ガンマ分布
form-lognormal = 対数正規分布
form-pert = PERT分布
form-uniform = 一様分布

field-residents = 住民数
field-staff = 職員数
field-terminals = 端末数
field-branches = 出先機関数
field-pay_per_hour = 1時間当たりの人件費
field-stands_for = 代表する同規模の団体数
field-count = 台数
field-patch_age = 未適用修正の経過期間
field-throughput = 処理能力
field-sessions = 同時セッション数
field-delay_per_mb = 1MB当たりの処理時間
field-session_setup = 新しい接続1本の処理時間
field-background_down = 他団体の負荷（下り）
field-background_up = 他団体の負荷（上り）
field-background_flows = 他団体の通信数
field-background_sessions = 他団体の接続数
field-capacity = 回線速度
field-delay = 遅延
field-lines = 回線数
field-yearly = 年額
field-records = 件数
field-holds = 機能する確率
field-lets_through = 機能しても通す割合
field-probability = 検知確率
field-detects-delay = 検知までの時間
field-response_delay = 封じ込めまでの時間
field-initial = 初期費用
field-initial_per_seat = 1台当たり初期費用
field-yearly_per_seat = 1台当たり年額
field-coverage = 適用率
field-success = 成功確率
field-time = 所要時間
field-patch_half_age = 修正遅れの半減期間
field-base = 基本被害額
field-per_record = 1件当たり被害額
field-lost_hours_per_staff = 職員1人当たり失う時間
field-rate = 年間の発生回数
field-users = 利用者の割合
field-uses_per_day = 1人1日の利用回数
field-size = 1回のデータ量
field-lasts = 1回の時間
field-down = 下り速度
field-up = 上り速度
field-satisfied_at = 満足とみなす速度の割合
field-round_trip = 許容する往復遅延
field-within = 開始のばらつき
field-from_peers = 端末間・中継から得る割合
field-screen_down = 画面転送の下り速度
field-screen_up = 画面転送の上り速度
field-screen_lasts = 画面転送1回の時間
