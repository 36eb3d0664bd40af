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
answer-engine-worlds = 512試行ずつ（worlds）
answer-engine-lanes = 16試行ずつ（lanes）
answer-engine-enumeration = 全組合せの計算（enumeration）
answer-engine-frontier = 境界法（frontier）
answer-engine-splitting = 分岐法（splitting）
