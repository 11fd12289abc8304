// Command bench-register FOLDER COUNT fills a data folder with that many connections of
// the practice Platform, for Mooring to start with.
package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "bench-register:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("want a folder and a count, got %q", args)
	}
	count, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	register, err := history.Open(ctx, history.Options{Dir: args[0]})
	if err != nil {
		return err
	}
	const batch = 5000
	for first := 0; first < count; first += batch {
		entries := make([]history.Entry, 0, batch)
		for i := first; i < min(first+batch, count); i++ {
			entries = append(entries, entry(i))
		}
		if _, err := register.Entries.Import(ctx, entries, time.Now()); err != nil {
			return err
		}
	}
	return register.Close()
}

func entry(i int) history.Entry {
	return history.Entry{
		AttemptID: fmt.Sprintf("00000000-0000-4000-8000-%012d", i),
		Place:     history.Place{Practice: true, OrgID: practice.OrgID, Sandbox: practice.SandboxNames[i%2]},
		APIKey:    practice.APIKey, Name: fmt.Sprintf("Connection %07d", i), Bucket: fmt.Sprintf("landing-%d", i%40),
		State: history.Created, ConnectionID: client.ConnectionID(fmt.Sprintf("4cb0c374-d3bb-4557-b139-%012d", i)),
		ETag: client.ETag(fmt.Sprintf(`"1b03a3a8-0000-0200-0000-%012d"`, i)), Test: []history.TestResult{history.Working, history.Refused, ""}[i%3],
		StartedAt: time.Date(2020, 1, 1, 0, i, 0, 0, time.UTC),
	}
}
