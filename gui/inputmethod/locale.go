//go:build cgo && linux && !android

package inputmethod

/*
#include <locale.h>
#include <stddef.h>
#include <string.h>

static void use_locale(void) {
	const char *name = setlocale(LC_CTYPE, "");
	if (name == NULL || strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0)
		setlocale(LC_CTYPE, "C.UTF-8");
}
*/
import "C"

// useLocale lets the C library know letters beyond ASCII. Where the environment names
// a locale that this computer does not have, or none, the C library would know ASCII
// alone, and whatever is composed would be lost without a word. One that every C
// library of today has does as well, since Mooring takes its language and all else
// from the names themselves.
func useLocale() { C.use_locale() }
