//go:build cgo && linux && !android

package inputmethod

/*
#cgo LDFLAGS: -Wl,--wrap=_glfwPlatformGetModuleSymbol

#include <string.h>
#include <X11/Xlib.h>

typedef void (*symbol)(void);

// GLFW looks up the functions of Xlib by this function, which the linker, by --wrap,
// lets us stand before. Weak, since a test may be linked without GLFW.
extern symbol __real__glfwPlatformGetModuleSymbol(void *module, const char *name) __attribute__((weak));

static Bool (*filterEvent)(XEvent *event, Window window);

// What Xlib says it has taken is no key press any more, which GLFW would report
// all the same. If the input method has no use for it, Xlib brings it back later,
// and then as not taken.
static Bool filterPress(XEvent *event, Window window) {
	Bool taken = filterEvent(event, window);
	if (taken && event->type == KeyPress)
		event->type = 0;
	return taken;
}

symbol __wrap__glfwPlatformGetModuleSymbol(void *module, const char *name) {
	symbol found = __real__glfwPlatformGetModuleSymbol(module, name);
	if (found == NULL || strcmp(name, "XFilterEvent") != 0)
		return found;
	filterEvent = (Bool (*)(XEvent *, Window))found;
	return (symbol)filterPress;
}
*/
import "C"
