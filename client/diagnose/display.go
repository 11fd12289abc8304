package diagnose

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// Window systems that more than one of can run at a time.
const (
	X11     = "X11"
	Wayland = "Wayland"
)

// Display is what the caller knows of its window and of what draws it. Whatever
// is not known is left empty.
type Display struct {
	// WindowSystem is X11, Wayland, "Windows" or "macOS".
	WindowSystem string
	// Vendor, Renderer and Version are what the OpenGL driver says of itself.
	Vendor, Renderer, Version string
	// Width and Height are the window's, in units that Scale turns into pixels.
	Width, Height, Scale float32
	// SystemScale is the part of Scale that the system asks for, UserScale that of
	// the toolkit's own setting; 0 or less where it does not ask.
	SystemScale, UserScale float32
}

// Software reports whether the window is drawn by the processor, without a
// graphics card: everything works, and takes longer.
func (d Display) Software() bool {
	name := strings.ToLower(d.Renderer)
	return slices.ContainsFunc(softwareRenderers, func(part string) bool { return strings.Contains(name, part) })
}

// softwareRenderers are parts of the names of OpenGL drivers without a card:
// Mesa's, Google's, those of Windows and macOS.
var softwareRenderers = []string{
	"llvmpipe", "softpipe", "swrast", "software rasterizer", "openswr", "swiftshader",
	"gdi generic", "microsoft basic render", "apple software",
}

// graphics passes on what the caller knows, with what the environment and the
// system say of it.
func (r *run) graphics(ctx context.Context) Finding {
	d := r.Display
	facts := []Fact{
		{FactWindowSystem, r.windowSystem()},
		{FactVendor, d.Vendor},
		{FactRenderer, d.Renderer},
		{FactOpenGL, d.Version},
		{FactDrawnBy, drawnBy(*d)},
		{FactCards, ""},
		{FactWindow, fmt.Sprintf("%.0f x %.0f", d.Width, d.Height)},
		{FactScale, fmt.Sprintf("%.2f", d.Scale)},
		{FactSystemScale, factor(d.SystemScale)},
		{FactUserScale, factor(d.UserScale)},
	}
	if runtime.GOOS == "linux" {
		ctx, cancel := context.WithTimeout(ctx, localLimit)
		defer cancel()
		// A driver that hangs may keep its files from being read.
		if cards, err := await(ctx, func() (string, error) { return cards("/sys/class/drm"), nil }); err == nil {
			facts[5].Value = cards
		}
	}
	for _, name := range graphicsVariables {
		facts = append(facts, Fact{name, r.getenv(name)})
	}
	return Finding{Check: Graphics, Verdict: Fine, Facts: facts}
}

// graphicsVariables change how windows are drawn.
var graphicsVariables = []string{
	"XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "FYNE_SCALE", "FYNE_THEME", "LIBGL_ALWAYS_SOFTWARE", "GALLIUM_DRIVER", "MESA_LOADER_DRIVER_OVERRIDE",
}

// windowSystem says where an X11 window is one of a Wayland session.
func (r *run) windowSystem() string {
	if r.Display.WindowSystem == X11 && (r.getenv("WAYLAND_DISPLAY") != "" || r.getenv("XDG_SESSION_TYPE") == "wayland") {
		return X11 + " (through Xwayland)"
	}
	return r.Display.WindowSystem
}

func drawnBy(d Display) string {
	switch {
	case d.Renderer == "":
		return ""
	case d.Software():
		return "the processor"
	}
	return "the graphics card"
}

func factor(scale float32) string {
	if scale <= 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", scale)
}

// cards names the kernel's drivers of the graphics cards below dir, each as often
// as it has cards.
func cards(dir string) string {
	links, err := filepath.Glob(filepath.Join(dir, "card*", "device", "driver"))
	if err != nil {
		return ""
	}
	var names []string
	for _, link := range links {
		// card0-HDMI-A-1 is an outlet of card0.
		if strings.Contains(filepath.Base(filepath.Dir(filepath.Dir(link))), "-") {
			continue
		}
		if driver, err := os.Readlink(link); err == nil {
			names = append(names, filepath.Base(driver))
		}
	}
	return strings.Join(names, ", ")
}
