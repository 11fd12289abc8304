package history

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"mooring/client"
)

// The columns of the file are these. A new one must be added here by hand, which
// is the moment to ask whether it could ever hold a secret.
func TestSchemaHasNoPlaceForASecret(t *testing.T) {
	r := openNew(t)
	rows, err := r.store.reader.QueryContext(t.Context(), `SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> ?`, versionTable)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	suspicious := regexp.MustCompile(`secret|token|password|session|credential|private`)
	counts := map[string]int{}
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			t.Fatal(err)
		}
		counts[table]++
		if suspicious.MatchString(column) {
			t.Errorf("%s.%s looks like a place for a secret", table, column)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	for table, want := range map[string]int{"entries": 50, "events": 17, "flows": 3, "accounts": 12, "settings": 2, "register": 2, "batches": 4, "batch_rows": 17, "readings": 6} {
		if counts[table] != want {
			t.Errorf("%s has %d columns, not %d", table, counts[table], want)
		}
	}
}

func TestFilesHoldNoSecret(t *testing.T) {
	const keyID, secretKey = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	clientSecret := client.NewSecret("p8e-obviously-a-secret")
	dir := filepath.Join(t.TempDir(), "mooring")
	r := openAt(t, dir)
	e := entryNamed("x")
	e.AccessKeyHash, e.AccessKeyHint = r.Journal.HashAccessKey(keyID), HintAccessKey(keyID)
	create(t, r, e, "id")
	swapped := entryNamed("keys in each other's field")
	swapped.AccessKeyHash, swapped.AccessKeyHint = r.Journal.HashAccessKey(secretKey), HintAccessKey(secretKey)
	begin(t, r, swapped)
	account := Account{ID: "a", Label: clientSecret.String()}
	if err := r.Accounts.Save(t.Context(), account); err != nil {
		t.Fatal(err)
	}
	check := func() {
		files := 0
		tree := os.DirFS(dir)
		err := fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			files++
			data, err := fs.ReadFile(tree, path)
			if err != nil {
				return err
			}
			for _, hidden := range []string{keyID, secretKey, secretKey[:8], secretKey[32:], clientSecret.Reveal()} {
				if bytes.Contains(data, []byte(hidden)) {
					t.Errorf("%s holds %q", path, hidden)
				}
			}
			return nil
		})
		if err != nil || files < 1 {
			t.Errorf("%d files, %v", files, err)
		}
	}
	if err := r.Close(); err != nil { // before any file is opened beside SQLite
		t.Fatal(err)
	}
	check()
}
