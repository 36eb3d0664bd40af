### 画面: 図の窓(sansou-view)

view-models = モデル
view-all-models = 0 全モデルを並べて表示
view-legend = 凡例(クリックで表示・非表示)
view-links = 回線・LAN
view-keys = 操作
view-keys-pan = 移動: ドラッグ、矢印キー
view-keys-zoom = 拡大・縮小: ホイール、+ と -
view-keys-models = モデルの切替: 数字キー(0 で全体)
view-keys-quit = 終了: Ctrl+Q

view-about = 三層の対策の各モデルを図で表示し、画面なしでPNGにも書き出す
view-png = 画面を使わず、PNGファイルに書き出す
view-width = 幅(画素、{ $low }〜{ $high })
view-height = 高さ(画素、{ $low }〜{ $high })
view-usage-help = 「sansou-view --help」で使い方を表示します。
view-no-display = 窓を開けません。画面(X11またはWayland)とGPUのドライバーを確認してください。画面がない場合は --png FILE で画像に書き出せます。
view-no-driver = 画像を描画できません。Vulkanのドライバー(GPUがない場合は mesa-vulkan-drivers)を入れてください。
view-no-picture = 画像を描画できませんでした。
view-cannot-write = { $file } に書き込めません: { $why }
