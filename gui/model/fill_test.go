package model

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/credentials"
)

// readCase reads a file of the importer's own corpus.
func readCase(t *testing.T, name string) credentials.Found {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "client", "credentials", "testdata", "cases", name))
	if err != nil {
		t.Fatal(err)
	}
	return readText(t, string(data))
}

func readText(t *testing.T, text string) credentials.Found {
	t.Helper()
	found, err := credentials.Read("", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

const (
	fillID     = "AKIAIOSFODNN7EXAMPLE"
	fillSecret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	fillPair   = "AWS_ACCESS_KEY_ID=" + fillID + "\nAWS_SECRET_ACCESS_KEY=" + fillSecret + "\n"
)

// A region counts in whatever way it is written.
func TestFillKnowsRegionsByTheirNames(t *testing.T) {
	for _, written := range []string{"eu-west-3", "EU-WEST-3", "eu_west_3", "Europe (Paris) eu-west-3"} {
		form := NewS3Form()
		FillAmazon(form, credentials.AmazonKey{AccessKeyID: fillID, SecretAccessKey: client.NewSecret(fillSecret), Region: written})
		if got := form.Value(FieldServiceURL); got != "https://s3.eu-west-3.amazonaws.com/" {
			t.Errorf("%s: service URL %q", written, got)
		}
	}
}

// What a file says beside the keys reaches the form.
func TestFillSaysWhatTheFileSays(t *testing.T) {
	for _, c := range []struct {
		file  string
		field Field
		level Level
		key   string
		url   string
	}{
		{"02-token-over-lines.env", FieldSessionToken, Cleaned, "clean.joined", ""},
		{"02-token-over-lines.json", FieldSessionToken, Warning, "fill.expires", ""},
		{"02-token-with-spaces.env", FieldSessionToken, Cleaned, "clean.joined", ""},
		{"04-region-profile", FieldServiceURL, Fine, "", "https://s3.eu-south-2.amazonaws.com/"},
		{"04-region-china-profile", FieldServiceURL, Fine, "", "https://s3.cn-northwest-1.amazonaws.com.cn/"},
		{"04-guard-region-and-endpoint", FieldServiceURL, Fine, "", "https://s3.eu-central-1.wasabisys.com"},
		{"04-expired-profile", FieldSessionToken, Warning, "fill.expired", ""},
		{"04-inactive.json", FieldAccessKey, Warning, "fill.inactive", ""},
		{"05-prefixed-session.env", FieldServiceURL, Fine, "", "https://s3.eu-west-3.amazonaws.com/"},
		{"11-endpoint-without-scheme.env", FieldServiceURL, Fine, "", "https://s3.eu-central-1.wasabisys.com"},
		{"24-encoded-secret.yaml", FieldAccessKey, Cleaned, "clean.encoded", ""},
	} {
		found := readCase(t, c.file)
		if len(found.Amazon) != 1 {
			t.Fatalf("%s: %d keys", c.file, len(found.Amazon))
		}
		form := NewS3Form()
		fillAmazon(form, found.Amazon[0], time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC))
		if note := form.Note(c.field); note.Level != c.level || note.Text.Key != c.key {
			t.Errorf("%s: %s says %d %q, want %d %q", c.file, c.field, note.Level, note.Text.Key, c.level, c.key)
		}
		if got := form.Value(FieldServiceURL); got != c.url {
			t.Errorf("%s: service URL %q, want %q", c.file, got, c.url)
		}
		if mend, ok := form.Mend(c.field); ok {
			t.Errorf("%s: offers %s, which would do nothing", c.file, mend.Label.Key)
		}
		form.Set(c.field, "another-value-that-was-typed")
		if note := form.Note(c.field); strings.HasPrefix(note.Text.Key, "fill.") {
			t.Errorf("%s: %s is still said of another value", c.file, note.Text.Key)
		}
	}
}

func TestFillChoosesThePartition(t *testing.T) {
	form := NewS3Form()
	FillAmazon(form, readCase(t, "04-region-china-profile").Amazon[0])
	address, ok := client.ParseS3Address(form.Value(FieldServiceURL))
	if !ok || client.PartitionOfRegion(address.Region) != client.PartitionChina {
		t.Errorf("the policy is that of %q", address.Region)
	}
}

func TestFillLeavesTheRegionAlone(t *testing.T) {
	for name, c := range map[string]struct{ typed, text, want, key string }{
		"an address was typed":   {"https://minio.acme.example", fillPair + "AWS_REGION=eu-west-3\n", "https://minio.acme.example", ""},
		"a key of another store": {"", "access_key = minioaccesskey000001\nsecret_key = made-up-secret-for-minio\nregion = eu-west-3\n", "", ""},
		"an unknown region":      {"", fillPair + "AWS_REGION=eu-west-9\n", "", "fill.unknownRegion"},
		"no region":              {"", fillPair, "", ""},
	} {
		form := NewS3Form()
		form.Set(FieldServiceURL, c.typed)
		FillAmazon(form, readText(t, c.text).Amazon[0])
		if got, note := form.Value(FieldServiceURL), form.Note(FieldServiceURL); got != c.want || note.Text.Key != c.key {
			t.Errorf("%s: %q, %q", name, got, note.Text.Key)
		}
	}
}

// What an earlier file brought along goes with the next one; what was typed stays.
func TestFillForgetsTheEarlierFile(t *testing.T) {
	const store = `{"url":"https://minio.acme.example","accessKey":"aepreader","secretKey":"made-up-secret-1","bucketName":"exports","folderPath":"in"}`
	for name, c := range map[string]struct {
		first  string
		typed  map[Field]string
		second string
		want   map[Field]string
	}{
		"a store, then Amazon": {store, nil, fillPair, map[Field]string{FieldServiceURL: "", FieldBucket: "", FieldFolder: "", FieldAccessKey: fillID}},
		"a region, then none":  {fillPair + "AWS_REGION=eu-west-3\n", nil, fillPair, map[Field]string{FieldServiceURL: ""}},
		"a region, then another": {
			fillPair + "AWS_REGION=eu-west-3\n", nil, fillPair + "AWS_REGION=eu-south-2\n", map[Field]string{FieldServiceURL: "https://s3.eu-south-2.amazonaws.com/"},
		},
		"a store, then a region": {store, nil, fillPair + "AWS_REGION=eu-south-2\n", map[Field]string{FieldServiceURL: "https://s3.eu-south-2.amazonaws.com/", FieldBucket: ""}},
		"typed in between": {
			store,
			map[Field]string{FieldBucket: "loyalty", FieldServiceURL: "https://store.acme.example"},
			fillPair,
			map[Field]string{FieldBucket: "loyalty", FieldServiceURL: "https://store.acme.example", FieldFolder: ""},
		},
		"typed before":            {"", map[Field]string{FieldBucket: "loyalty", FieldServiceURL: "https://store.acme.example"}, fillPair, map[Field]string{FieldBucket: "loyalty", FieldServiceURL: "https://store.acme.example"}},
		"a token, then none":      {fillPair + "AWS_SESSION_TOKEN=" + strings.Repeat("Token0/+", 16) + "\n", nil, fillPair, map[Field]string{FieldSessionToken: ""}},
		"the name was never read": {store, map[Field]string{FieldName: "Loyalty"}, fillPair, map[Field]string{FieldName: "Loyalty"}},
	} {
		form := NewS3Form()
		if c.first != "" {
			FillAmazon(form, readText(t, c.first).Amazon[0])
		}
		for field, value := range c.typed {
			form.Set(field, value)
		}
		FillAmazon(form, readText(t, c.second).Amazon[0])
		for field, want := range c.want {
			if got := form.Value(field); got != want {
				t.Errorf("%s: %s is %q, want %q", name, field, got, want)
			}
		}
	}
}

// What a button made of an earlier file's values goes with them.
func TestFillForgetsWhatAButtonMade(t *testing.T) {
	form := NewS3Form()
	FillAmazon(form, readText(t, "S3_ACCESS_KEY=aepreader01\nS3_SECRET_KEY=made-up-secret-1\nS3_ENDPOINT=http://minio.acme.example/exports\n").Amazon[0])
	form.Set(FieldFolder, "loyalty")
	mend, ok := form.Mend(FieldServiceURL)
	if !ok {
		t.Fatalf("no button for %q", form.Value(FieldServiceURL))
	}
	mend.Do()
	if form.Value(FieldServiceURL) != "https://minio.acme.example" || form.Value(FieldBucket) != "exports" {
		t.Fatalf("%q, %q", form.Value(FieldServiceURL), form.Value(FieldBucket))
	}
	FillAmazon(form, readText(t, fillPair).Amazon[0])
	if form.Value(FieldServiceURL) != "" || form.Value(FieldBucket) != "" || form.Value(FieldFolder) != "loyalty" {
		t.Errorf("%q, %q, %q are left", form.Value(FieldServiceURL), form.Value(FieldBucket), form.Value(FieldFolder))
	}
}

// What a file holds beside the credential that can be used is said.
func TestFillBeside(t *testing.T) {
	texts := FillBeside(readCase(t, "04-role-beside-base"))
	if len(texts) != 1 || texts[0].Key != "fill.beside" || texts[0].Args["Name"] != "aep" {
		t.Errorf("%+v", texts)
	}
	rows := "User name,Access key ID,Secret access key\na," + fillID + "," + fillSecret + "\n"
	for _, user := range strings.Fields("b c d e f g") {
		rows += user + ",AKIAI44QH8DHBEXAMPLE,\n"
	}
	texts = FillBeside(readText(t, rows))
	if len(texts) != 5 || texts[4].Key != "fill.besideMore" || texts[4].Args["Count"] != 2 {
		t.Errorf("%+v", texts)
	}
	if texts = FillBeside(readText(t, fillPair)); len(texts) != 0 {
		t.Errorf("%+v of nothing", texts)
	}
}

// A token that was broken over lines is joined in its field, told, and can be
// put back; Fyne makes a space of each break.
func TestBrokenTokenInAField(t *testing.T) {
	token := readCase(t, "05-prefixed-session.env").Amazon[0].SessionToken.Reveal()
	for _, width := range []int{40, 64, 72, 76, 80, 120, 200, 500} {
		for _, end := range []string{" ", "\n", "\r\n", "  ", " \t"} {
			var lines []string
			for rest := token; rest != ""; {
				n := min(width, len(rest))
				lines, rest = append(lines, rest[:n]), rest[n:]
			}
			pasted := strings.Join(lines, end)
			form := NewS3Form()
			form.Set(FieldAccessKey, "ASIAIOSFODNN7EXAMPLE")
			form.Set(FieldSessionToken, pasted)
			form.Leave(FieldSessionToken)
			if form.Value(FieldSessionToken) != token || form.Note(FieldSessionToken).Text.Key != "clean.joined" {
				t.Fatalf("%d, %q: %d characters, %q", width, end, len(form.Value(FieldSessionToken)), form.Note(FieldSessionToken).Text.Key)
			}
			mend, ok := form.Mend(FieldSessionToken)
			if !ok || mend.Label.Key != "mend.undo" {
				t.Fatalf("%d, %q: offers %q", width, end, mend.Label.Key)
			}
			mend.Do()
			if form.Value(FieldSessionToken) != pasted || form.Note(FieldSessionToken).Level != Error {
				t.Fatalf("%d, %q: not put back", width, end)
			}
		}
	}
}

// A secret out of the source of a page is put right in its field, told, and can be put
// back; by a file as well as by a paste.
func TestEscapedSecretInAField(t *testing.T) {
	const written = "wJalrXUtnFEMI%2FK7MDENG/bPxRfiCYzzzzz&#43;EKEY"
	const meant = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzz+EKEY"
	pasted, file := NewS3Form(), NewS3Form()
	pasted.Set(FieldSecretKey, written)
	pasted.Leave(FieldSecretKey)
	FillAmazon(file, readText(t, "AWS_ACCESS_KEY_ID="+fillID+"\nAWS_SECRET_ACCESS_KEY="+written).Amazon[0])
	for name, form := range map[string]*Form{"pasted": pasted, "file": file} {
		if form.Value(FieldSecretKey) != meant || form.Note(FieldSecretKey).Text.Key != "clean.escaped" {
			t.Errorf("%s: %q, %+v", name, form.Value(FieldSecretKey), form.Note(FieldSecretKey))
		}
	}
	mend, ok := pasted.Mend(FieldSecretKey)
	if !ok || mend.Label.Key != "mend.undo" {
		t.Fatalf("offers %q", mend.Label.Key)
	}
	mend.Do()
	if pasted.Value(FieldSecretKey) != written {
		t.Error("not put back")
	}
}
