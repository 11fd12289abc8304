package support

import (
	"testing"

	"mooring/client/diagnose"
)

func TestEveryCauseHasWords(t *testing.T) {
	for cause := diagnose.EarlierFailure; cause <= diagnose.OpenToOthers; cause++ {
		if cause == diagnose.NoDate {
			continue // which is no trouble: another server tells the time
		}
		if FindingText(diagnose.Finding{Verdict: diagnose.Broken, Cause: cause}).Empty() {
			t.Errorf("there is nothing to say of cause %d", cause)
		}
	}
}
