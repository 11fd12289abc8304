package practice

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// practiceBucket is the bucket that keys see when the connection names none.
const practiceBucket = "practice-bucket"

// crowd is how many files the fullest folder has.
const crowd = 3000

// storedFile is a file of every bucket: what kind it is, and the table in it.
type storedFile struct {
	kind        string // delimited, json or parquet
	delimiter   string // of a delimited file
	compression string // as compressionType names it
	columns     []column
	rows        [][]any // one value for each column
}

type column struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// bucket is what every bucket holds.
type bucket struct {
	files   map[string]*storedFile    // by path, without slashes around it
	folders map[string][]storedObject // by path, "." for the top; their paths are relative
}

// practiceFiles is the content of every bucket. It is the same each time.
var practiceFiles = sync.OnceValue(func() *bucket {
	customers := &storedFile{
		kind: "delimited", delimiter: ",",
		columns: []column{{"Id", "String"}, {"FirstName", "String"}, {"LastName", "String"}, {"Email", "String"}, {"Phone", "String"}},
		rows: [][]any{
			{"12345", "Richard", "Smith", "richard@example.com", "111111111"},
			{"67890", "Morgan", "Hart", "morgan@example.com", ""},
			{"67891", "Zoë", "Lefèvre", "zoe@example.com", "+33 1 99 00 00 00"},
			{"67892", "伟", "王", "wang.wei@example.com", "+86 10 5550 0000"},
		},
	}
	packed := *customers
	packed.compression = "gzip"
	products := &storedFile{
		kind: "delimited", delimiter: ",", columns: []column{{"Sku", "String"}, {"Title", "String"}},
		rows: [][]any{{"A-1", `Mug, "blue"`}, {"A-2", "Tea\ttowel"}},
	}
	returns := &storedFile{
		kind: "delimited", delimiter: "\t", columns: []column{{"orderId", "String"}, {"reason", "String"}},
		rows: [][]any{{"1001", "too small"}, {"1002", "broken, again"}},
	}
	orders := &storedFile{
		kind: "json", columns: []column{{"orderId", "String"}, {"total", "Double"}, {"placedAt", "Timestamp"}, {"customer", "Object"}},
		rows: [][]any{
			{"1001", 19.9, "2026-11-20T08:15:00Z", map[string]any{"id": "12345", "vip": true}},
			{"1002", 1250, nil, map[string]any{"id": "67890", "vip": false}},
		},
	}
	table := &storedFile{kind: "parquet", columns: []column{{"orderId", "String"}, {"total", "Double"}}}
	sales := &storedFile{
		kind: "delimited", delimiter: ",", columns: []column{{"day", "String"}, {"store", "String"}, {"amount", "String"}},
		rows: [][]any{{"2026-11-21", "Paris 3", "1899.00"}, {"2026-11-21", "Lyon 1", "755.50"}},
	}
	b := &bucket{files: map[string]*storedFile{
		"customers/customers.csv":                            customers,
		"customers/archive/customers-2025.csv":               customers,
		"customers/archive/customers-2024.csv.gz":            &packed,
		"orders/orders.json":                                 orders,
		"orders/orders.parquet":                              table,
		"orders/returns.tsv":                                 returns,
		"products.csv":                                       products,
		"loyalty/members.csv":                                members(),
		"loyalty/referrals.csv":                              referrals(),
		"loyalty/not yet/empty.csv":                          {kind: "delimited", delimiter: ","},
		"sales/2026/11/week 47/france/sales.csv":             sales,
		"sales/2026/11/week 47/中国/sales.csv":                 sales,
		"odd names/50% off + free shipping.csv":              products,
		"odd names/a&b=c;d.csv":                              products,
		"odd names/été 2026, final #2.csv":                   products,
		"odd names/it's “quoted”?.csv":                       products,
		"odd names/数据 导出/客户.json":                            orders,
		"odd names/" + strings.Repeat("long ", 45) + "x.csv": products,
		"odd names/no ending":                                products,
	}}
	maps.Copy(b.files, incoming())
	for i := range crowd {
		b.files[fmt.Sprintf("events/part-%05d.csv", i)] = sales
	}
	b.folders = foldersOf(b.files)
	return b
})

// members has a hundred rows, of which one has 1 where a boolean belongs.
func members() *storedFile {
	f := &storedFile{
		kind: "delimited", delimiter: ",",
		columns: []column{{"memberId", "String"}, {"email", "String"}, {"tier", "String"}, {"optIn", "String"}, {"joined", "String"}},
	}
	for i := range 100 {
		optIn := strconv.FormatBool(i%3 == 0)
		if i == 41 {
			optIn = "1"
		}
		f.rows = append(f.rows, []any{
			fmt.Sprintf("M-%05d", i+1), fmt.Sprintf("member%d@example.com", i+1), []string{"blue", "silver", "gold"}[i%3], optIn,
			fmt.Sprintf("2026-%02d-%02d", i%12+1, i%28+1),
		})
	}
	return f
}

// referrals has ten rows, and most kinds of trouble: a row that lacks a value, one
// without an id, and two whose dates are none.
func referrals() *storedFile {
	return &storedFile{
		kind: "delimited", delimiter: ",", columns: []column{{"memberId", "String"}, {"friend", "String"}, {"joined", "String"}},
		rows: [][]any{
			{"M-00001", "Zoë", "2026-11-02"},
			{"M-00002", "Morgan", "2026-11-02"},
			{"M-00003", "Richard"},
			{"M-00004", "伟", "2026-11-03"},
			{"", "Ines", "2026-11-03"},
			{"M-00006", "Luc", "03/11/2026"},
			{"M-00007", "Ada", "2026-11-04"},
			{"M-00008", "Noé", "04/11/2026"},
			{"M-00009", "Lin", "2026-11-05"},
			{"M-00010", "Max", "2026-11-06"},
		},
	}
}

// size is about how many bytes a file has; 0 of one that is empty.
func (f *storedFile) size() int {
	n := 0
	for _, c := range f.columns {
		n += len(c.Name) + 1
	}
	for _, row := range f.rows {
		for _, value := range row {
			n += len(fmt.Sprint(value)) + 1
		}
	}
	return n
}

// foldersOf lists what each folder holds, folders first, each in the order of
// the names.
func foldersOf(files map[string]*storedFile) map[string][]storedObject {
	found := map[string]map[string]storedObject{}
	put := func(o storedObject) {
		dir := path.Dir(o.Path)
		if found[dir] == nil {
			found[dir] = map[string]storedObject{}
		}
		found[dir][o.Name] = o
	}
	for file := range files {
		put(storedObject{Type: "file", Name: path.Base(file), Path: file, CanPreview: true, CanFetchSchema: true})
		for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
			put(storedObject{Type: "folder", Name: path.Base(dir), Path: dir})
		}
	}
	folders := make(map[string][]storedObject, len(found))
	for dir, objects := range found {
		folders[dir] = slices.SortedFunc(maps.Values(objects), func(a, b storedObject) int {
			return cmp.Or(cmp.Compare(b.Type, a.Type), cmp.Compare(a.Name, b.Name))
		})
	}
	return folders
}
