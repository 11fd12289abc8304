package inputmethod

import (
	"maps"
	"testing"
)

func TestWanted(t *testing.T) {
	type env map[string]string
	for name, c := range map[string]struct{ has, want env }{
		"Wayland alone":                {env{"WAYLAND_DISPLAY": "w", "XMODIFIERS": "@im=fcitx", "LANG": "zh_CN.UTF-8"}, nil},
		"X11 alone":                    {env{"DISPLAY": ":0", "XMODIFIERS": "@im=fcitx"}, nil},
		"both, nothing composed":       {env{"DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "LANG": "fr_FR.UTF-8"}, nil},
		"both, an input method":        {env{"DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "XMODIFIERS": "@im=ibus"}, env{"FYNE_PLATFORM": "x11"}},
		"both, switched off":           {env{"DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "XMODIFIERS": "@im=none", "GTK_IM_MODULE": "ibus"}, nil},
		"both, Chinese":                {env{"DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "LANG": "zh_CN.UTF-8"}, env{"FYNE_PLATFORM": "x11"}},
		"both, typed in Japanese":      {env{"DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "LANG": "en_US.UTF-8", "LC_CTYPE": "ja_JP.UTF-8"}, env{"FYNE_PLATFORM": "x11"}},
		"both, Korean overruled":       {env{"DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "LANG": "ko_KR.UTF-8", "LC_ALL": "en_US.UTF-8"}, nil},
		"both, the user wants Wayland": {env{"DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "XMODIFIERS": "@im=fcitx", "FYNE_PLATFORM": "wayland"}, nil},
		"named for others":             {env{"DISPLAY": ":0", "GTK_IM_MODULE": "fcitx5"}, env{"XMODIFIERS": "@im=fcitx"}},
		"named for others, both": {
			env{"DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "GTK_IM_MODULE": "wayland", "QT_IM_MODULE": "ibus"},
			env{"XMODIFIERS": "@im=ibus", "FYNE_PLATFORM": "x11"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := wanted(func(name string) string { return c.has[name] }); !maps.Equal(got, c.want) {
				t.Errorf("it should say %v besides, not %v", c.want, got)
			}
		})
	}
}
