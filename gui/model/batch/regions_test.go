package batch_test

import (
	"fmt"
	"slices"
	"testing"

	"mooring/gui/model/batch"
	"mooring/gui/model/modeltest"
)

// A region is taken by its code and by its name, and is the service URL as in the form of
// a connection. Of columns that mean nothing the page is told.
func TestRegions(t *testing.T) {
	const home = "https://s3.eu-west-3.amazonaws.com/"
	for _, heading := range []string{"Region", "Région", "区域", "AWS region"} {
		d := newDesk(t, modeltest.NewShuffled(1))
		text := "Name;Access key ID;Secret access key;Bucket;Colour;" + heading + ";Service URL;Colour\n"
		for i, cells := range []string{
			"eu-west-3;", "EU_WEST_3;", "Paris;", "Europe (Paris);", "EU (Paris) eu-west-3;", "欧洲（巴黎）;", "Francfort;", ";",
			"mars-1;", "US East;", "Central;", "gra;https://s3.gra.example.com/", "paris;" + home, "Francfort;" + home,
		} {
			text += fmt.Sprintf("S3 %d;%s;%s;acme-data;red;%s;\n", i, keyID(i), secretKey, cells)
		}
		d.read(t, text)
		wrong, frankfurt := "wrong check.serviceURL.shape", "https://s3.eu-central-1.amazonaws.com/"
		for i, want := range []struct{ url, state string }{
			{home, "ready"},
			{home, "ready"},
			{home, "ready"},
			{home, "ready"},
			{home, "ready"},
			{home, "ready"},
			{frankfurt, "ready"},
			{"", "ready"},
			{"mars-1", wrong},
			{"US East", wrong},
			{"Central", wrong},
			{"https://s3.gra.example.com/", "ready"},
			{home, "ready"},
			{home, "doubtful batch.otherRegion"},
		} {
			if got := d.batch.Row(i).Cells[batch.ServiceURL].Value; got != want.url || d.states()[i] != want.state {
				t.Errorf("%s, row %d: %q, %s", heading, i, got, d.states()[i])
			}
		}
		if got := d.batch.Unused(); !slices.Equal(got, []string{"Colour", "Colour"}) {
			t.Errorf("%s, not used: %q", heading, got)
		}
		d.batch.Set(13, batch.ServiceURL, frankfurt)
		if got := d.states()[13]; got != "ready" {
			t.Errorf("%s, mended: %s", heading, got)
		}
	}
}
