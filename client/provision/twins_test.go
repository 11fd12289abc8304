package provision

import (
	"errors"
	"testing"

	"mooring/client"
	"mooring/client/history"
)

func TestTwins(t *testing.T) {
	hash := newJournal().HashAccessKey
	tests := []struct {
		name  string
		setUp func(*fakeJournal, *fakePlatform)
		want  []Twin // what matters of them; none: no twin
		hard  bool   // AllowTwin does not help
	}{
		{
			name: "same name at Platform, unknown to the register",
			setUp: func(_ *fakeJournal, p *fakePlatform) {
				p.add(client.Connection{Name: "S3", AccessKeyID: "****"})
			},
			want: []Twin{{Name: "S3", ConnectionID: "id-1", SameName: true}},
		},
		{
			name: "same name and key at Platform and in the register",
			setUp: func(j *fakeJournal, p *fakePlatform) {
				id := p.add(client.Connection{Name: "S3"})
				j.put(history.Entry{Name: "S3", State: history.Created, ConnectionID: id, AccessKeyHash: hash(ownKey)})
			},
			want: []Twin{{Name: "S3", ConnectionID: "id-1", AttemptID: "attempt-1", SameName: true, SameKey: true}},
		},
		{
			name: "same key under another name",
			setUp: func(j *fakeJournal, p *fakePlatform) {
				id := p.add(client.Connection{Name: "Renamed"})
				j.put(history.Entry{Name: "Old", State: history.Created, ConnectionID: id, AccessKeyHash: hash(ownKey)})
			},
			want: []Twin{{Name: "Renamed", ConnectionID: "id-1", AttemptID: "attempt-1", SameKey: true}},
		},
		{
			name: "same key, gone from Platform",
			setUp: func(j *fakeJournal, _ *fakePlatform) {
				j.put(history.Entry{Name: "S3", State: history.Created, ConnectionID: "gone", AccessKeyHash: hash(ownKey)})
			},
		},
		{
			name: "same key, and a 404 that says nothing of it",
			setUp: func(j *fakeJournal, p *fakePlatform) {
				p.onGet = func() error { return &client.APIError{Kind: client.KindNotFound, Status: 404, Page: true} }
				j.put(history.Entry{Name: "Old", State: history.Created, ConnectionID: "there", AccessKeyHash: hash(ownKey)})
			},
			want: []Twin{{Name: "Old", ConnectionID: "there", AttemptID: "attempt-1", SameKey: true}},
		},
		{
			name: "same name in the register only, other key",
			setUp: func(j *fakeJournal, _ *fakePlatform) {
				j.put(history.Entry{Name: "S3", State: history.Created, ConnectionID: "gone", AccessKeyHash: hash(otherKey)})
			},
		},
		{
			name: "unknown attempt, same name and key, before others",
			setUp: func(j *fakeJournal, p *fakePlatform) {
				p.add(client.Connection{Name: "S3", AccessKeyID: otherKey})
				j.put(history.Entry{Name: "S3", State: history.Unknown, AccessKeyHash: hash(ownKey)})
			},
			want: []Twin{
				{Name: "S3", AttemptID: "attempt-1", SameName: true, SameKey: true, Unsettled: true},
				{Name: "S3", ConnectionID: "id-1", SameName: true},
			},
			hard: true,
		},
		{
			name: "unknown attempt of the name with another key",
			setUp: func(j *fakeJournal, _ *fakePlatform) {
				j.put(history.Entry{Name: "S3", State: history.Unknown, AccessKeyHash: hash(otherKey)})
			},
			want: []Twin{{Name: "S3", AttemptID: "attempt-1", SameName: true}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			journal, platform, req := newJournal(), &fakePlatform{}, request("S3")
			tt.setUp(journal, platform)
			entries, held := len(journal.all()), platform.size()
			s := New(journal, Options{})
			var got steps
			_, err := s.Create(t.Context(), platform, fakeTokens{}, req, got.progress)
			if len(tt.want) == 0 {
				if err != nil || got[3] != "twin:done" {
					t.Errorf("error %v, steps %v", err, got)
				}
				return
			}
			var twin *TwinError
			if !errors.As(err, &twin) || len(twin.Twins) != len(tt.want) {
				t.Fatalf("error %v, twins %+v", err, twin)
			}
			for i, want := range tt.want {
				if has := twin.Twins[i]; has.Name != want.Name || has.ConnectionID != want.ConnectionID || has.AttemptID != want.AttemptID ||
					has.SameName != want.SameName || has.SameKey != want.SameKey || has.Unsettled != want.Unsettled {
					t.Errorf("twin %d: %+v, want %+v", i, has, want)
				}
			}
			if len(journal.all()) != entries || platform.size() != held || platform.count("create") != 0 {
				t.Error("something was written or sent")
			}
			req.AllowTwin = true
			got = nil
			result, err := s.Create(t.Context(), platform, fakeTokens{}, req, got.progress)
			if tt.hard {
				if !errors.As(err, &twin) || platform.count("create") != 0 {
					t.Errorf("an unsettled twin was passed over: %v", err)
				}
				return
			}
			if err != nil || got[3] != "twin:warned" || platform.size() != held+1 {
				t.Errorf("error %v, result %+v, steps %v", err, result, got)
			}
		})
	}
}
