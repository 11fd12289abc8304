// Argv stands in for curl.exe: it writes the arguments that it got as JSON.
package main

import (
	"encoding/json"
	"os"
)

func main() {
	if json.NewEncoder(os.Stdout).Encode(os.Args[1:]) != nil {
		os.Exit(1)
	}
}
