package history

import (
	"testing"

	"mooring/client"
)

// How Platform gets into the account is kept of an attempt, of what Platform shows and
// of an import, and stays where Platform says nothing of it.
func TestAuthIsKept(t *testing.T) {
	r := openNew(t)
	e := entryNamed("role")
	e.Auth, e.AccessKeyHint, e.AccessKeyHash = client.AuthRole, "", ""
	if got := get(t, r, create(t, r, e, "id-role")); got.Auth != client.AuthRole {
		t.Errorf("an attempt: %q", got.Auth)
	}
	mergeAt(t, r, atMerge,
		client.Connection{ID: "id-role", Name: "role", Bucket: "acme-role"},
		client.Connection{ID: "id-theirs", Name: "theirs", Auth: client.AuthRole, Bucket: "acme"},
		client.Connection{ID: "id-keys", Name: "keys", Auth: client.AuthKeys, AccessKeyID: wholeKey},
	)
	for id, want := range map[client.ConnectionID]client.Auth{"id-role": client.AuthRole, "id-theirs": client.AuthRole, "id-keys": ""} {
		if got := held(t, r, id).Auth; got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	other := openNew(t)
	odd := held(t, r, "id-keys")
	odd.Auth = "odd"
	if _, err := other.Entries.Import(t.Context(), []Entry{held(t, r, "id-role"), odd}, atMerge); err != nil {
		t.Fatal(err)
	}
	if role, keys := held(t, other, "id-role").Auth, held(t, other, "id-keys").Auth; role != client.AuthRole || keys != "" {
		t.Errorf("imported: %q and %q", role, keys)
	}
}
