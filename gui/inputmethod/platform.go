package inputmethod

import (
	"errors"
	"os"
	"strings"
)

// Prepare sees to it that an input method can be reached. It must come before the
// window is made.
func Prepare() error {
	useLocale()
	var trouble error
	for name, value := range wanted(os.Getenv) {
		trouble = errors.Join(trouble, os.Setenv(name, value))
	}
	return trouble
}

// wanted is what the environment should say beside what it says already. The user's
// own choice stays: FYNE_PLATFORM is wayland or x11.
func wanted(getenv func(string) string) map[string]string {
	if getenv("DISPLAY") == "" {
		return nil
	}
	set := map[string]string{}
	method := named(getenv)
	if method != "" && getenv("XMODIFIERS") == "" {
		set["XMODIFIERS"] = "@im=" + method
	}
	// On Wayland GLFW speaks to no input method. Where X11 is there too, it can.
	if getenv("WAYLAND_DISPLAY") != "" && getenv("FYNE_PLATFORM") == "" && (method != "" || composed(getenv)) {
		set["FYNE_PLATFORM"] = "x11"
	}
	return set
}

// named is the input method that the environment names, as X11 calls it; empty if it
// names none that needs one.
func named(getenv func(string) string) string {
	if _, method, ok := strings.Cut(getenv("XMODIFIERS"), "@im="); ok {
		if method == "none" || method == "local" {
			return ""
		}
		return method
	}
	for _, variable := range []string{"GTK_IM_MODULE", "QT_IM_MODULE", "SDL_IM_MODULE"} {
		switch method := getenv(variable); method {
		case "", "none", "simple", "xim", "wayland", "compose", "gtk-im-context-simple":
		case "fcitx5":
			return "fcitx"
		default:
			return method
		}
	}
	return ""
}

// composed says whether the user's language is written by composing.
func composed(getenv func(string) string) bool {
	for _, variable := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := getenv(variable); locale != "" {
			language, _, _ := strings.Cut(locale, "_")
			return language == "zh" || language == "ja" || language == "ko"
		}
	}
	return false
}
