package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A card that becomes wider must not keep the room that its footer took in more
// lines.
func TestCardFooterFollowsTheWidth(t *testing.T) {
	test.NewTempApp(t)
	footer := NewBanner(BannerInfo, "What stands here takes two lines where the card is narrow.")
	card := NewCard("Amazon S3", "", NewEntry())
	card.SetFooter(footer)
	window := test.NewTempWindow(t, card)
	for _, width := range []float32{180, 600, 180} {
		window.Resize(fyne.NewSize(width, 400))
		want := footer.MinSize().Height
		if got := footer.Size().Height; got != want {
			t.Errorf("at a width of %v the footer is %v high, and needs %v", width, got, want)
		}
	}
}
