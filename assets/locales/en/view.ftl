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

view-about = Shows the network models of a study; writes a PNG without a screen, too
view-png = write a PNG file, without a screen
view-width = width in pixels, { $low } to { $high }
view-height = height in pixels, { $low } to { $high }
view-usage-help = "sansou-view --help" shows how to use it.
view-no-display = The window cannot be opened. Check the display (X11 or Wayland) and the graphics driver. Without a display, --png FILE writes a picture.
view-no-driver = The picture cannot be rendered. Install a Vulkan driver (mesa-vulkan-drivers where there is no GPU).
view-no-picture = The picture could not be rendered.
view-cannot-write = Cannot write { $file }: { $why }
