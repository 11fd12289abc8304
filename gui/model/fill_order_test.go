package model_test

import (
	"fmt"
	"strings"
	"testing"

	"mooring/client/credentials"
	"mooring/gui/model"
)

// What a file fills in does not depend on the file before it, nor on what buttons made
// of that one.
func TestFilesInAnyOrder(t *testing.T) {
	pair := "AWS_ACCESS_KEY_ID=" + rightID + "\nAWS_SECRET_ACCESS_KEY=" + rightSecret
	files := []string{
		pair,
		pair + "\nAWS_REGION=eu-west-3\nAWS_BUCKET=acme",
		pair + "\nAWS_REGION=eu-nope-9",
		strings.Replace(pair, rightID, rightTempID, 1) + "\nAWS_SESSION_TOKEN=" + rightSession + "\nexpiration=2020-01-01T00:00:00Z",
		strings.Replace(pair, rightID, rightTempID, 1),
		`{"url":"https://minio.acme.example","accessKey":"aepreader","secretKey":"made-up-secret-1","bucketName":"exports","folderPath":"in"}`,
		"S3_ACCESS_KEY=aepreader01\nS3_SECRET_KEY=made-up-secret-1\nS3_ENDPOINT=http://minio.acme.example/exports\n",
		"S3_ACCESS_KEY=aepreader01\nS3_SECRET_KEY=made-up-secret-1\nS3_BUCKET=s3://acme/in\n",
		`{"AccessKey":{"AccessKeyId":"` + rightID + `","Status":"Inactive","SecretAccessKey":"` + rightSecret + `"}}`,
		"AWS_ACCESS_KEY_ID: QUtJQUlPU0ZPRE5ON0VYQU1QTEU=\nAWS_SECRET_ACCESS_KEY: d0phbHJYVXRuRkVNSS9LN01ERU5HL2JQeFJmaUNZRVhBTVBMRUtFWQ==",
	}
	fill := func(form *model.Form, text string) {
		found, err := credentials.Read("", []byte(text))
		if err != nil || len(found.Amazon) != 1 {
			t.Fatalf("%s: %d keys, %v", text, len(found.Amazon), err)
		}
		model.FillAmazon(form, found.Amazon[0])
	}
	state := func(form *model.Form) string {
		var b strings.Builder
		for _, f := range form.Fields() {
			form.Leave(f)
			mend, _ := form.Mend(f)
			note := form.Note(f)
			fmt.Fprintf(&b, "%s %q %d %s %s\n", f, form.Value(f), note.Level, note.Text.Key, mend.Label.Key)
		}
		return b.String()
	}
	for _, first := range files {
		for _, second := range files {
			for _, pressed := range []bool{false, true} {
				alone, after := model.NewS3Form(), model.NewS3Form()
				fill(alone, second)
				fill(after, first)
				for _, f := range after.Fields() {
					if mend, ok := after.Mend(f); ok && pressed {
						mend.Do()
					}
				}
				fill(after, second)
				if want, got := state(alone), state(after); got != want {
					t.Errorf("after\n%s\n%v, the file\n%s\nleaves\n%s\nwant\n%s", first, pressed, second, got, want)
				}
			}
		}
	}
}
