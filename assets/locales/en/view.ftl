### The window (sansou-view)

view-models = Models
view-all-models = 0 All models side by side
view-legend = Legend (click to show or hide)
view-links = Lines and LAN
view-keys = Controls
view-keys-pan = Move: drag, arrow keys
view-keys-zoom = Zoom: wheel, + and -
view-keys-models = Model: number keys (0 for all)
view-keys-quit = Quit: Ctrl+Q
