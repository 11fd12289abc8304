package handover

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"mooring/client"
)

var meta = Meta{ExportedAt: time.Date(2026, 11, 25, 21, 58, 0, 0, time.UTC), App: "Mooring 1.2.3"}

// full returns a record in which every member is set.
func full() Record {
	at := time.Date(2026, 3, 1, 12, 30, 15, 250_000_000, time.UTC)
	return Record{
		AttemptID:   "0c8e5a1c-2b7e-4c62-9f7f-3a4f4d1b2c3d",
		PlatformURL: "https://platform-stage.adobe.io/gateway", OrgID: "5C1328435BF324E90A49402A@AdobeOrg", Sandbox: "prod", APIKey: "e053e1a87cf74c68a6ec8e71d4a82662",
		Name: `R&D <"数据"> é`, Description: "one\ntwo\tthree \u2028 🚀", Bucket: "acme-landing", FolderPath: "in/daily", ServiceURL: "https://s3.eu-west-3.amazonaws.com/",
		Auth: Role, AccessKeyHint: "AKIA…MPLE",
		State: Deleted, ConnectionID: "4cb0c374-d3bb-4557-b139-5712880adc55", ETag: `"1700d77b-0000-0200-0000-5e3b41a10000"`, RequestID: "abc",
		Test: Working, TestedAt: at.Add(time.Second), Origin: Elsewhere, Gone: true,
		PlatformState: "enabled", CreatedBy: "A@techacct.adobe.com", UpdatedBy: "B@AdobeID", CreatedClient: "exc_app",
		PlatformCreatedAt: at.Add(2 * time.Second), PlatformUpdatedAt: at.Add(3 * time.Second), SeenAt: at.Add(4 * time.Second),
		StartedAt: at, UpdatedAt: at.Add(5 * time.Second),
	}
}

// small returns a record with no more than it must have.
func small(n int) Record {
	return Record{OrgID: "o@AdobeOrg", Sandbox: "prod", State: Created, ConnectionID: client.ConnectionID(fmt.Sprintf("id-%d", n))}
}

func sequence[T any](list ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, one := range list {
			if !yield(one, nil) {
				return
			}
		}
	}
}

// many returns a sequence of n records with everything.
func many(n int) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		r := full()
		for range n {
			if !yield(r, nil) {
				return
			}
		}
	}
}

var errOfTest = errors.New("of the test")

// breaking returns a sequence that ends with errOfTest.
func breaking[T any](list ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, one := range list {
			if !yield(one, nil) {
				return
			}
		}
		var none T
		yield(none, errOfTest)
	}
}

// written returns the file of the records.
func written(t testing.TB, records ...Record) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteJSON(&b, meta, sequence(records...)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// read reads a whole file.
func read(file string) (Meta, []Record, error) {
	about, records, err := ReadJSON(strings.NewReader(file))
	if err != nil {
		return Meta{}, nil, err
	}
	var list []Record
	for r, err := range records {
		if err != nil {
			return about, list, err
		}
		list = append(list, r)
	}
	return about, list, nil
}
