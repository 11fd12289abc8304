package history

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/uuid"

	"mooring/client"
)

// Some tests need other processes: they start this test binary again, with the
// name of a job in this variable and its folder in the other.
const (
	jobVariable = "MOORING_HISTORY_JOB"
	dirVariable = "MOORING_HISTORY_DIR"
)

// jobs are what the other processes do. What they say goes to standard output,
// a line each; an error goes to standard error.
var jobs = map[string]func(ctx context.Context, dir string, say func(string)) error{
	"open":  jobOpen,
	"crash": jobCrash,
	"hold":  jobHold,
}

func TestMain(m *testing.M) {
	if name := os.Getenv(jobVariable); name != "" {
		say := func(line string) { _, _ = io.WriteString(os.Stdout, line+"\n") }
		if err := jobs[name](context.Background(), os.Getenv(dirVariable), say); err != nil {
			_, _ = io.WriteString(os.Stderr, err.Error()+"\n")
			os.Exit(1)
		}
		os.Exit(0)
	}
	code := m.Run()
	for _, dir := range filled.dirs {
		_ = os.RemoveAll(dir)
	}
	os.Exit(code)
}

// process prepares another process with a job.
func process(t *testing.T, job, dir string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Env = append(os.Environ(), jobVariable+"="+job, dirVariable+"="+dir)
	return cmd
}

// run runs a job to its end and returns the lines that it said.
func run(t *testing.T, cmd *exec.Cmd) []string {
	t.Helper()
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("%v: %s", err, exit.Stderr)
		}
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// started starts a job and returns what reads its lines.
func started(t *testing.T, cmd *exec.Cmd) *bufio.Scanner {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return bufio.NewScanner(out)
}

// kill ends a job as a crash would.
func kill(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it says that it was killed
}

// jobOpen opens the register and says where a damaged one went.
func jobOpen(ctx context.Context, dir string, say func(string)) error {
	r, err := Open(ctx, Options{Dir: dir})
	if err != nil {
		return err
	}
	if notice := r.Notice(); notice != nil {
		say("set aside " + notice.Path)
	}
	if err := r.Journal.Begin(ctx, entryNamed("of another process")); err != nil {
		return err
	}
	return r.Close()
}

// jobCrash makes attempts until it is killed and says what is safely written.
func jobCrash(ctx context.Context, dir string, say func(string)) error {
	r, err := Open(ctx, Options{Dir: dir})
	if err != nil {
		return err
	}
	for {
		id := uuid.NewString()
		e := entryNamed("crash")
		e.AttemptID = id
		if err := r.Journal.Begin(ctx, e); err != nil {
			return err
		}
		say("begun " + id)
		if err := r.Journal.Finish(ctx, id, Outcome{State: Created, ConnectionID: client.ConnectionID(id), ETag: `"1"`}); err != nil {
			return err
		}
		say("finished " + id)
	}
}

// jobHold begins an attempt and stays at it until it is killed.
func jobHold(ctx context.Context, dir string, say func(string)) error {
	r, err := Open(ctx, Options{Dir: dir})
	if err != nil {
		return err
	}
	e := entryNamed("held")
	if err := r.Journal.Begin(ctx, e); err != nil {
		return err
	}
	say(e.AttemptID)
	_, _ = io.Copy(io.Discard, os.Stdin)
	return r.Close()
}
