package gui

import (
	"io"
	"log"
	"log/slog"
	"os"
	"path/filepath"

	"gopkg.in/natefinch/lumberjack.v2"
)

// openLog makes the log of the app: a file in the data folder that is turned
// over at 1 MiB and kept three times. Fyne's own messages go there and to the
// terminal, where tests look for them.
func openLog(dir string) (*slog.Logger, io.Closer) {
	folder := filepath.Join(dir, "logs")
	// The library would make the folder for everyone to read. Where it cannot be
	// made, opening the register says so in the window.
	_ = os.MkdirAll(folder, 0o700)
	file := &lumberjack.Logger{Filename: filepath.Join(folder, "mooring.log"), MaxSize: 1, MaxBackups: 3}
	log.SetOutput(io.MultiWriter(plainTerminal{os.Stderr}, file))
	return slog.New(slog.NewTextHandler(file, &slog.HandlerOptions{Level: slog.LevelInfo})), file
}
