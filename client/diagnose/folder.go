package diagnose

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
)

// From how many free bytes on the disk counts as filling up, and as full.
const (
	oddSpace    = 100 << 20
	brokenSpace = 5 << 20
)

// folder writes a file to the folder of the data, and looks at the folder's
// rights and at the space that is left. The files that are there are left
// alone: to open and close a register drops the locks that the app has on it.
func (r *run) folder(ctx context.Context) Finding {
	if r.DataDir == "" {
		return Finding{Check: Folder, Verdict: Skipped, Cause: NotGiven}
	}
	ctx, cancel := context.WithTimeout(ctx, localLimit)
	defer cancel()
	f, err := await(ctx, func() (Finding, error) { return inspect(r.DataDir), nil })
	switch {
	case errors.Is(err, context.Canceled):
		return Finding{Check: Folder, Verdict: Skipped, Cause: Canceled}
	case err != nil:
		return Finding{Check: Folder, Verdict: Broken, Cause: TimedOut, Facts: []Fact{{FactFolder, r.DataDir}}, Err: err}
	}
	return f
}

func inspect(dir string) Finding {
	f := Finding{Check: Folder, Verdict: Fine, Facts: []Fact{{FactFolder, dir}}}
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		err = &fs.PathError{Op: "open", Path: dir, Err: errors.New("not a folder")}
	}
	if err != nil {
		f.Verdict, f.Cause, f.Err = Broken, NotWritable, err
		return f
	}
	if runtime.GOOS != "windows" { // where rights are not mode bits
		f.Facts = append(f.Facts, Fact{"Rights", info.Mode().String()})
		if info.Mode().Perm()&0o077 != 0 {
			f.Verdict, f.Cause = Odd, OpenToOthers
		}
	}
	free, known := freeSpace(dir)
	if known {
		f.Facts = append(f.Facts, Fact{"Free", size(free)})
		if free < oddSpace {
			f.Verdict, f.Cause = Odd, LittleSpace
		}
	}
	if err := try(dir); err != nil {
		f.Verdict, f.Cause, f.Err = Broken, NotWritable, err
	}
	if known && free < brokenSpace {
		f.Verdict, f.Cause = Broken, LittleSpace
	}
	return f
}

// try writes a file, down to the disk, and removes it.
func try(dir string) error {
	file, err := os.CreateTemp(dir, "diagnose-*.tmp")
	if err != nil {
		return err
	}
	_, err = file.Write(make([]byte, 4096))
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close(), os.Remove(file.Name()))
}

// size words a number of bytes.
func size(bytes uint64) string {
	const unit = 1000
	switch {
	case bytes < unit*unit:
		return fmt.Sprintf("%d kB", bytes/unit)
	case bytes < unit*unit*unit:
		return fmt.Sprintf("%d MB", bytes/(unit*unit))
	}
	return fmt.Sprintf("%.1f GB", float64(bytes)/(unit*unit*unit))
}
