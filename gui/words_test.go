package gui

import (
	"regexp"
	"testing"
)

// Each thing has one name in a language, and in French one gender.
func TestOneWordForOneThing(t *testing.T) {
	for file, strays := range map[string]string{
		"en.json":      `(?i)\bregister\b`,
		"fr.json":      `(?i)\bregistre\b|\b(la|une|cette|aucune|toutes les|des nouvelles) sandbox\b|\bsandboxe?s\b`,
		"zh-Hans.json": `沙箱|连接记录|登记|清单|帐户|撤消|标签页|计算机|私有密钥|练习用`,
	} {
		stray := regexp.MustCompile(strays)
		for key, sentence := range texts(t, file) {
			if word := stray.FindString(sentence); word != "" {
				t.Errorf("%s: %s says %q: %s", file, key, word, sentence)
			}
		}
	}
}

// Chinese leaves room beside Latin letters and digits, and quotation marks do not run into
// each other: “A”“B” reads like one.
func TestChineseIsSetWell(t *testing.T) {
	badly := regexp.MustCompile(`\p{Han}[A-Za-z0-9]|[A-Za-z0-9%]\p{Han}|”\s*“|>\s*“|”\s*>|\p{Han} \p{Han}`)
	for key, sentence := range texts(t, "zh-Hans.json") {
		if key == "format.dayMonth" || key == "lately.thisYear" { // a date is written in one
			continue
		}
		if found := badly.FindString(placeholder.ReplaceAllString(sentence, "{}")); found != "" {
			t.Errorf("%s is set badly at %q: %s", key, found, sentence)
		}
	}
}
