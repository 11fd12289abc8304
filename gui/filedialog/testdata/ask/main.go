// Ask shows the desktop's dialog, as a test wants it, and writes what was chosen as JSON.
package main

import (
	"context"
	"encoding/json"
	"os"

	"mooring/gui/filedialog"
)

func main() {
	common := filedialog.Common{
		Title: "Ask", Accept: "Take", Folder: os.Args[2],
		Kinds: []filedialog.Kind{{Name: "CSV files", Endings: []string{".csv"}}, {Name: "All files"}},
	}
	var chosen []string
	var err error
	if os.Args[1] == "open" {
		chosen, err = filedialog.Desktop{}.Open(context.Background(), filedialog.Opening{Common: common, Several: true})
	} else {
		chosen = make([]string, 1)
		chosen[0], err = filedialog.Desktop{}.Save(context.Background(), filedialog.Saving{Common: common, Name: os.Args[3]})
	}
	if err != nil {
		panic(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(chosen); err != nil {
		panic(err)
	}
}
