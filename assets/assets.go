// Package assets holds what is not code but ships inside the binary: the icon,
// the translations, and the licences of what the binary is made of.
package assets

import (
	"bytes"
	"compress/gzip"
	"embed"
	"io"

	"fyne.io/fyne/v2"
)

//go:embed packaging/icons/256.png
var icon []byte

// Icon is the picture of the app, 256 by 256 pixels: Fyne draws the SVG of it wrongly.
var Icon = fyne.NewStaticResource("icon.png", icon)

// Translations holds one JSON file for each language, under translations/, and
// under toolkit/ one with the words that Fyne itself shows: a change of language
// while the app runs has to bring them along.
//
//go:embed translations/*.json toolkit/*.json
var Translations embed.FS

//go:embed licences.txt.gz
var licences []byte

// Licences returns the English text that names everything that is linked into
// the app, with the licence of each and its words: first a line for each
// component, such as "fyne.io/fyne/v2 v2.8.1: BSD-3-Clause", then the texts.
// `make licences` writes it.
func Licences() (string, error) {
	r, err := gzip.NewReader(bytes.NewReader(licences))
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(r)
	return string(text), err
}
