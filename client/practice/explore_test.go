package practice

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// look explores what an object type and a path give.
func (s *sender) look(id, kind, object string, more ...string) reply {
	s.t.Helper()
	q := url.Values{"objectType": {kind}}
	if object != "" {
		q.Set("object", object)
	}
	for pair := range slices.Chunk(more, 2) {
		q.Set(pair[0], pair[1])
	}
	return s.flow("GET", "/connections/"+id+"/explore?"+q.Encode(), "")
}

// TestEveryObjectCanBeReached walks through the whole bucket, by the paths that
// it answers with.
func TestEveryObjectCanBeReached(t *testing.T) {
	s := dial(t, openTest(t, Options{}))
	id := s.create("Files").ID
	var files, depth, most int
	var walk func(path string, level int)
	walk = func(path string, level int) {
		r := s.look(id, "folder", path)
		if r.status != http.StatusOK {
			t.Fatalf("%s: %d %s", path, r.status, r.body)
		}
		var list []storedObject
		r.into(t, &list)
		depth, most = max(depth, level), max(most, len(list))
		for _, o := range list {
			switch {
			case o.Path != path+"/"+o.Name:
				t.Errorf("%q in %q", o.Path, path)
			case o.Type == "folder":
				walk(o.Path, level+1)
			case !o.CanPreview:
				t.Errorf("%s cannot be seen", o.Path)
			default:
				files++
			}
		}
	}
	walk("/"+practiceBucket, 0)
	if files != len(practiceFiles().files) || depth < 4 || most < crowd {
		t.Errorf("%d files, %d deep, at most %d in one folder", files, depth, most)
	}
}

func TestPreview(t *testing.T) {
	s := dial(t, openTest(t, Options{}))
	id := s.create("Files").ID
	for _, tt := range []struct {
		file string
		how  []string
		want string
	}{
		{"products.csv", []string{"fileType", "delimited"}, `[{"name":"Sku","type":"String"},{"name":"Title","type":"String"}]`},
		{"products.csv", []string{"fileType", "DELIMITED", "preview", "false"}, `[{"name":"Sku","type":"String"},{"name":"Title","type":"String"}]`},
		{
			"odd names/50% off + free shipping.csv",
			[]string{"fileType", "delimited", "preview", "true", "encoding", "UTF-8"},
			`{"format":"flat","schema":{"columns":[{"name":"Sku","type":"string","xdm":{"type":"string"}},{"name":"Title","type":"string","xdm":{"type":"string"}}]},` +
				`"data":[{"Sku":"A-1","Title":"Mug, \"blue\""},{"Sku":"A-2","Title":"Tea\ttowel"}]}`,
		},
		{
			"orders/returns.tsv",
			[]string{"fileType", "delimited", "preview", "true", "columnDelimiter", "\t"},
			`{"format":"flat","schema":{"columns":[{"name":"orderId","type":"string","xdm":{"type":"string"}},{"name":"reason","type":"string","xdm":{"type":"string"}}]},` +
				`"data":[{"orderId":"1001","reason":"too small"},{"orderId":"1002","reason":"broken, again"}]}`,
		},
		{
			"orders/returns.tsv",
			[]string{"fileType", "delimited", "preview", "true"},
			`{"format":"flat","schema":{"columns":[{"name":"orderId\treason","type":"string","xdm":{"type":"string"}}]},` +
				`"data":[{"orderId\treason":"1001\ttoo small"},{"orderId\treason":"1002\tbroken, again"}]}`,
		},
		{
			"odd names/数据 导出/客户.json",
			[]string{"fileType", "json", "preview", "true"},
			`{"format":"hierarchical","schema":{"type":"object","properties":{"customer":{"type":"object"},"orderId":{"type":"string"},` +
				`"placedAt":{"type":"timestamp"},"total":{"type":"double"}}},"data":[` +
				`{"customer":{"id":"12345","vip":true},"orderId":"1001","placedAt":"2026-11-20T08:15:00Z","total":19.9},` +
				`{"customer":{"id":"67890","vip":false},"orderId":"1002","placedAt":null,"total":1250}]}`,
		},
		{"orders/orders.parquet", []string{"fileType", "parquet", "preview", "true"}, `[{"name":"orderId","type":"String"},{"name":"total","type":"Double"}]`},
	} {
		if r := s.look(id, "file", "/"+practiceBucket+"/"+tt.file, tt.how...); r.status != http.StatusOK || !sameJSON(t, r.body, tt.want) {
			t.Errorf("%s %v: %d\n%s\nwant\n%s", tt.file, tt.how, r.status, r.body, tt.want)
		}
	}
	packed := s.look(id, "file", "/"+practiceBucket+"/customers/archive/customers-2024.csv.gz",
		"fileType", "delimited", "compressionType", "gzip", "preview", "true", "columnDelimiter", ",")
	if packed.status != http.StatusOK || !strings.Contains(packed.body, "Lefèvre") {
		t.Errorf("packed: %d %s", packed.status, packed.body)
	}
}

// sameJSON reports whether two texts hold the same, in whatever order.
func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var x, y any
	if err := errors.Join(json.Unmarshal([]byte(a), &x), json.Unmarshal([]byte(b), &y)); err != nil {
		t.Fatal(err)
	}
	return reflect.DeepEqual(x, y)
}

// Keys that may list no buckets can look into one that is named, in the
// connection or in the request.
func TestWithoutListAllMyBuckets(t *testing.T) {
	s := dial(t, openTest(t, Options{}))
	id := s.createWith("No list", AccessKeyNoPermission).ID
	if r := s.look(id, "root", ""); r.code(t) != "FLOW-1100-400" {
		t.Errorf("root: %d %s", r.status, r.body)
	}
	if r := s.look(id, "folder", "/"+practiceBucket); r.status != http.StatusOK {
		t.Errorf("a bucket that is asked for: %d %s", r.status, r.body)
	}
	var c created
	body := strings.Replace(bodyFor("Named", AccessKeyNoPermission), `"s3AccessKey"`, `"bucketName": "my-data", "s3AccessKey"`, 1)
	s.flow("POST", "/connections", body).into(t, &c)
	if r := s.look(c.ID, "root", ""); r.status != http.StatusOK || !strings.Contains(r.body, "/my-data/products.csv") {
		t.Errorf("root of a named bucket: %d %s", r.status, r.body)
	}
}
