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
