package parts

import "testing"

// In Chinese there is room beside a value that is written in Latin letters, and none beside
// one that is written in ideographs.
func TestChineseStandsTogether(t *testing.T) {
	t.Cleanup(func() {
		if err := UseLanguage("en"); err != nil {
			t.Error(err)
		}
	})
	if err := UseLanguage("zh-Hans"); err != nil {
		t.Fatal(err)
	}
	for want, got := range map[string]string{
		"已在练习版 Platform 的沙盒 dev 中创建":   Tr("create.done", "Org", Tr("account.practice"), "Sandbox", "dev"),
		"已在 Acme 的沙盒开发中创建":             Tr("create.done", "Org", "Acme", "Sandbox", "开发"),
		"刚刚刷新":                         Tr("bar.readAt", "At", Tr("ago.now")),
		"今天 05:06 刷新":                  Tr("bar.readAt", "At", Tr("ago.today", "At", "05:06")),
		"已写入会员 数据：3 个":                 Tr("upkeep.exported", "File", "会员 数据", "Count", 3),
		"沙盒 prod 中的“会员 2026”将再次按计划运行。": Tr("flows.resumeText", "Flow", "会员 2026", "Sandbox", "prod"),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
