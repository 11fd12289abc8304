package model

import "testing"

func TestDirtIsCleanedToldAndPutBack(t *testing.T) {
	form := NewS3Form()
	const pasted = "“AKIAIOSFODNN7EXAMPLE”\r\n"
	form.Set(FieldAccessKey, pasted)
	if !form.Shown(FieldAccessKey, pasted) {
		t.Error("the field would be painted anew while it is typed in")
	}
	if _, ok := form.Mend(FieldAccessKey); ok {
		t.Error("told before the field was left")
	}
	form.Leave(FieldAccessKey)
	form.Set(FieldAccessKey, "AKIAIOSFODNN7EXAMPLE") // as the entry does when its text is replaced
	note := form.Note(FieldAccessKey)
	if note.Level != Cleaned || note.Text.Key != "clean.several" {
		t.Fatalf("note %+v", note)
	}
	mend, ok := form.Mend(FieldAccessKey)
	if !ok || mend.Label.Key != "mend.undo" {
		t.Fatalf("mend %+v", mend)
	}
	mend.Do()
	if got := form.Value(FieldAccessKey); got != pasted {
		t.Errorf("put back %q", got)
	}
	if form.Note(FieldAccessKey).Level != Error {
		t.Error("what was put back is not judged as it stands")
	}
	form.Set(FieldAccessKey, pasted+" ")
	if got := form.Value(FieldAccessKey); got != "AKIAIOSFODNN7EXAMPLE" {
		t.Errorf("cleaning is off for good: %q", got)
	}
}

func TestSpacesWithinATextAreKept(t *testing.T) {
	form := NewS3Form()
	form.Leave(FieldName)
	text := ""
	for _, r := range "Loyalty exports of 2026" {
		text += string(r)
		form.Set(FieldName, text)
		if !form.Shown(FieldName, text) {
			t.Fatalf("%q would be painted anew while it is typed", text)
		}
	}
	if got := form.Value(FieldName); got != text {
		t.Errorf("value %q", got)
	}
}

func TestMends(t *testing.T) {
	const id, secret = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	for _, c := range []struct {
		name   string
		field  Field
		values map[Field]string
		label  string
		want   map[Field]string
	}{
		{"swapped, at the id", FieldAccessKey, map[Field]string{FieldAccessKey: secret, FieldSecretKey: id}, "mend.swap", map[Field]string{FieldAccessKey: id, FieldSecretKey: secret}},
		{"swapped, at the secret", FieldSecretKey, map[Field]string{FieldAccessKey: secret, FieldSecretKey: id}, "mend.swap", map[Field]string{FieldAccessKey: id, FieldSecretKey: secret}},
		{"address in the bucket", FieldBucket, map[Field]string{FieldBucket: "s3://exports/loyalty/daily/"}, "mend.split", map[Field]string{FieldBucket: "exports", FieldFolder: "loyalty/daily"}},
		{"capitals in the bucket", FieldBucket, map[Field]string{FieldBucket: "Acme-Loyalty"}, "mend.lowercase", map[Field]string{FieldBucket: "acme-loyalty"}},
		{"path in the bucket", FieldBucket, map[Field]string{FieldBucket: "exports/loyalty"}, "mend.split", map[Field]string{FieldBucket: "exports", FieldFolder: "loyalty"}},
		{
			"address of another region", FieldBucket,
			map[Field]string{FieldBucket: "https://console.amazonaws.cn/s3/buckets/exports?region=cn-northwest-1&prefix=loyalty/", FieldServiceURL: "https://s3.cn-north-1.amazonaws.com.cn/"},
			"mend.split",
			map[Field]string{FieldBucket: "exports", FieldFolder: "loyalty", FieldServiceURL: "https://s3.cn-northwest-1.amazonaws.com.cn/"},
		},
		{
			"address without a region", FieldBucket,
			map[Field]string{FieldBucket: "s3://exports/loyalty", FieldServiceURL: "https://s3.eu-west-3.amazonaws.com/"},
			"mend.split",
			map[Field]string{FieldBucket: "exports", FieldFolder: "loyalty", FieldServiceURL: "https://s3.eu-west-3.amazonaws.com/"},
		},
		{
			"address of Amazon, beside another store", FieldBucket,
			map[Field]string{FieldBucket: "https://exports.s3.eu-west-3.amazonaws.com/", FieldServiceURL: "https://s3.eu-central-1.wasabisys.com"},
			"mend.split",
			map[Field]string{FieldBucket: "exports", FieldServiceURL: "https://s3.eu-central-1.wasabisys.com"},
		},
		{
			"address of another store, beside Amazon", FieldBucket,
			map[Field]string{FieldBucket: "https://s3.eu-central-1.wasabisys.com/exports", FieldServiceURL: "https://s3.eu-west-3.amazonaws.com/"},
			"mend.split",
			map[Field]string{FieldBucket: "exports", FieldServiceURL: "https://s3.eu-west-3.amazonaws.com/"},
		},
		{"address in the folder", FieldFolder, map[Field]string{FieldFolder: "s3://exports/loyalty"}, "mend.split", map[Field]string{FieldBucket: "exports", FieldFolder: "loyalty"}},
	} {
		form := NewS3Form()
		for field, value := range c.values {
			form.Set(field, value)
		}
		for field := range c.values {
			form.Leave(field)
		}
		mend, ok := form.Mend(c.field)
		if !ok || mend.Label.Key != c.label {
			t.Errorf("%s: offers %+v", c.name, mend)
			continue
		}
		mend.Do()
		for field, want := range c.want {
			if got := form.Value(field); got != want || form.Note(field).Level == Error {
				t.Errorf("%s: %s is %q, want %q; note %+v", c.name, field, got, want, form.Note(field))
			}
		}
	}
	form := NewS3Form()
	form.Set(FieldAccessKey, secret)
	form.Leave(FieldAccessKey)
	if mend, _ := form.Mend(FieldAccessKey); mend.Label.Key != "mend.move" {
		t.Errorf("offers %+v although there is nothing to swap with", mend)
	}
	form.Set(FieldSecretKey, "another")
	if mend, ok := form.Mend(FieldAccessKey); ok {
		t.Errorf("offers %+v although another secret stands there", mend)
	}
	form.Set(FieldBucket, "Acme_Loyalty")
	form.Leave(FieldBucket)
	if mend, ok := form.Mend(FieldBucket); ok {
		t.Errorf("offers %+v although the name stays unusual", mend)
	}
}

// A slip in Amazon's domain cannot be right: the keys would go to whoever owns it. Amazon's
// own address is offered, and a bucket in front of it goes into its field.
func TestMisspelledDomainIsCorrected(t *testing.T) {
	for address, bucket := range map[string]string{"https://s3.eu-west-3.amazonaws.co/": "", "s3.eu-west-3.amazonaw.com": "", "https://acme.s3.eu-west-3.amazonaws.con": "acme"} {
		form := NewS3Form()
		form.Set(FieldServiceURL, address)
		form.Leave(FieldServiceURL)
		if note := form.Note(FieldServiceURL); note.Level != Error {
			t.Fatalf("%s: %+v", address, note)
		}
		mend, ok := form.Mend(FieldServiceURL)
		if !ok {
			t.Fatalf("%s: nothing is offered", address)
		}
		mend.Do()
		if got := form.Value(FieldServiceURL); got != "https://s3.eu-west-3.amazonaws.com/" || form.Value(FieldBucket) != bucket {
			t.Errorf("%s: %q, bucket %q", address, got, form.Value(FieldBucket))
		}
	}
}
