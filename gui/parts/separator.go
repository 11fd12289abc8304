package parts

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"
)

// decimalComma are languages whose numbers have a comma in them, so that
// spreadsheets part the cells of a table at semicolons.
var decimalComma = []string{
	"be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr", "hu", "id", "is", "it", "kk", "lt", "lv", "mk", "nb", "nl", "nn", "no",
	"pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk", "vi",
}

// ListSeparator is what separates the cells of a table where Mooring runs, as its language
// and the country of the computer have it.
func ListSeparator() rune {
	return separatorFor(Tr("format.listSeparator"), lang.SystemLocale().LanguageString())
}

func separatorFor(spoken, system string) rune {
	language, region, _ := strings.Cut(strings.ReplaceAll(system, "_", "-"), "-")
	american := language == "es" && (strings.HasSuffix(region, "MX") || strings.HasSuffix(region, "US"))
	if spoken == ";" || slices.Contains(decimalComma, strings.ToLower(language)) && !american {
		return ';'
	}
	return ','
}
