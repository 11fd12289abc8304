package process

import (
	"io"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"

	"gopkg.in/natefinch/lumberjack.v2"
)

// Log is the log of the app, in a file.
type Log struct {
	*slog.Logger

	file io.Closer
}

// OpenLog opens the log in the data folder. A log of 1 MiB is put aside for a new one, and
// three of those are kept. Fyne's own messages go there and to the terminal, where tests
// look for them.
func OpenLog(dir string) *Log {
	folder := filepath.Join(dir, "logs")
	// The library would make the folder for everyone to read. Where it cannot be
	// made, opening the register says so in the window.
	_ = os.MkdirAll(folder, 0o700)
	file := &lumberjack.Logger{Filename: filepath.Join(folder, "mooring.log"), MaxSize: 1, MaxBackups: 3}
	// The file comes first: a program of Windows without a console has no terminal
	// that could be written to.
	log.SetOutput(io.MultiWriter(file, terminal()))
	return &Log{Logger: slog.New(slog.NewTextHandler(file, &slog.HandlerOptions{Level: slog.LevelInfo})), file: file}
}

// Close closes the file. Fyne's messages still go to the terminal.
func (l *Log) Close() error {
	log.SetOutput(terminal()) // the file must not come back
	return l.file.Close()
}

// terminal takes what is worth reading there. Nothing is wrong where there is none.
func terminal() io.Writer { return plainTerminal{os.Stderr} }

// plainTerminal leaves out what Fyne says about files that it cannot write and the
// like, with places in the source: the log has it. Complaints about the app itself
// go through.
type plainTerminal struct{ out io.Writer }

var fyneErrorLine = regexp.MustCompile(`^[0-9/]+ [0-9:.]+ (Fyne error: |  Cause: |  At: )`)

// Write takes a line, as package log hands them over.
func (t plainTerminal) Write(line []byte) (int, error) {
	if !fyneErrorLine.Match(line) {
		_, _ = t.out.Write(line)
	}
	return len(line), nil
}
