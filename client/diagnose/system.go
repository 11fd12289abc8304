package diagnose

import (
	"cmp"
	"context"
	"runtime"
	"strings"
	"time"

	"github.com/jeandeaual/go-locale"
)

// system says what this computer and this app are.
func (r *run) system(context.Context) Finding {
	return Finding{Check: System, Verdict: Fine, Facts: []Fact{
		{FactVersion, r.Version},
		{FactSystem, systemName()},
		{FactPlatform, runtime.GOOS + "/" + runtime.GOARCH},
		{FactGo, runtime.Version()},
		{FactTime, r.Now().Format(time.RFC3339)},
	}}
}

// localeVariables are the language settings of Unix that matter, the first that
// is set decides about characters.
var localeVariables = []string{"LC_ALL", "LC_CTYPE", "LANG"}

// locale looks at the language settings.
func (r *run) locale(ctx context.Context) Finding {
	ctx, cancel := context.WithTimeout(ctx, localLimit)
	defer cancel()
	f := Finding{Check: Locale, Verdict: Fine}
	// macOS and Windows are asked through programs that may take their time.
	languages, err := await(ctx, locale.GetLocales)
	if stop, ok := stopped(Locale, err); ok {
		if stop.Cause == Canceled {
			return stop
		}
		f.Verdict, f.Cause, f.Err = Odd, TimedOut, err
	}
	f.Facts = append(f.Facts, Fact{FactLocales, strings.Join(languages, ", ")})
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return f
	}
	for _, name := range append([]string{"LANGUAGE"}, localeVariables...) {
		f.Facts = append(f.Facts, Fact{name, r.getenv(name)})
	}
	if f.Verdict == Fine && !namesUTF8(r.getenv) {
		f.Verdict, f.Cause = Odd, NotUTF8
	}
	return f
}

// namesUTF8 tells whether the settings have the system take text for UTF-8.
func namesUTF8(getenv func(string) string) bool {
	values := make([]string, len(localeVariables))
	for i, name := range localeVariables {
		values[i] = getenv(name)
	}
	deciding := strings.ToLower(strings.ReplaceAll(cmp.Or(values...), "-", ""))
	return strings.Contains(deciding, "utf8")
}
