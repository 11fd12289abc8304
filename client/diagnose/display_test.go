package diagnose

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSoftware(t *testing.T) {
	for renderer, want := range map[string]bool{
		"llvmpipe (LLVM 15.0.6, 256 bits)": true,
		"softpipe":                         true,
		"Software Rasterizer":              true,
		"ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)": true,
		"GDI Generic":                                true,
		"D3D12 (Microsoft Basic Render Driver)":      true,
		"Apple Software Renderer":                    true,
		"Mesa Intel(R) UHD Graphics 620 (KBL GT2)":   false,
		"NVIDIA GeForce RTX 3060/PCIe/SSE2":          false,
		"AMD Radeon RX 6600 (radeonsi, navi23, ACO)": false,
		"Apple M2": false,
		"":         false,
	} {
		if got := (Display{Renderer: renderer}).Software(); got != want {
			t.Errorf("%q: %v", renderer, got)
		}
	}
}

func TestGraphics(t *testing.T) {
	environment := map[string]string{"WAYLAND_DISPLAY": "wayland-0", "XDG_SESSION_TYPE": "wayland", "FYNE_SCALE": "2"}
	for name, c := range map[string]struct {
		display Display
		getenv  map[string]string
		want    map[string]string
	}{
		"all known": {
			Display{
				WindowSystem: X11, Vendor: "Mesa", Renderer: "llvmpipe (LLVM 15.0.6, 256 bits)", Version: "2.1 Mesa 22.3.6",
				Width: 1180, Height: 780, Scale: 2, SystemScale: 1.5, UserScale: 1,
			},
			nil,
			map[string]string{
				FactWindowSystem: "X11", FactVendor: "Mesa", FactRenderer: "llvmpipe (LLVM 15.0.6, 256 bits)", FactOpenGL: "2.1 Mesa 22.3.6",
				FactDrawnBy: "the processor", FactWindow: "1180 x 780", FactScale: "2.00", FactSystemScale: "1.50", FactUserScale: "1.00",
			},
		},
		"Xwayland": {
			Display{WindowSystem: X11, Renderer: "Apple M2", SystemScale: -1},
			environment,
			map[string]string{
				FactWindowSystem: "X11 (through Xwayland)", FactDrawnBy: "the graphics card", FactSystemScale: "",
				"XDG_SESSION_TYPE": "wayland", "FYNE_SCALE": "2",
			},
		},
		"Wayland": {Display{WindowSystem: Wayland}, environment, map[string]string{FactWindowSystem: "Wayland", FactRenderer: "", FactDrawnBy: ""}},
	} {
		t.Run(name, func(t *testing.T) {
			r := &run{Options: Options{Display: &c.display, getenv: func(name string) string { return c.getenv[name] }}}
			f := r.graphics(t.Context())
			if f.Check != Graphics || f.Verdict != Fine {
				t.Errorf("%s is %s", f.Check, f.Verdict)
			}
			got := map[string]string{}
			for fact := range c.want {
				got[fact] = f.Fact(fact)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCards(t *testing.T) {
	dir := t.TempDir()
	for card, driver := range map[string]string{"card0": "i915", "card0-HDMI-A-1": "outlet", "card1": "nouveau", "renderD128": "i915"} {
		device := filepath.Join(dir, card, "device")
		if err := os.MkdirAll(device, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.Join("..", "..", "drivers", driver), filepath.Join(device, "driver")); err != nil {
			t.Skip("links cannot be made here: " + err.Error())
		}
	}
	if got := cards(dir); got != "i915, nouveau" {
		t.Errorf("the cards are %q", got)
	}
	if got := cards(filepath.Join(dir, "nothing")); got != "" {
		t.Errorf("without a list, the cards are %q", got)
	}
}
