package client

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sdkRegions reads the regions of S3 out of the source of the SDK, which has them
// in a package that is internal to it.
func sdkRegions(t *testing.T) []string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.Dir}}", "github.com/aws/aws-sdk-go-v2/service/s3").Output()
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "internal", "endpoints", "endpoints.go"))
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, m := range regexp.MustCompile(`\bRegion:\s+"([^"]+)"`).FindAllStringSubmatch(string(source), -1) {
		// Besides regions, the list has names for variants of them, and those of
		// the clouds that have no way to the internet.
		if IsS3Region(m[1]) && !strings.HasPrefix(m[1], "fips-") && !strings.Contains(m[1], "-iso") &&
			!strings.HasPrefix(m[1], "s3-") && !strings.HasPrefix(m[1], "eu-isoe") && !slices.Contains(found, m[1]) {
			found = append(found, m[1])
		}
	}
	return found
}

func TestRegionsAreThoseOfTheSDK(t *testing.T) {
	want := sdkRegions(t)
	if len(want) < 35 {
		t.Fatalf("only %d regions were found in the SDK: %q", len(want), want)
	}
	got := S3Regions()
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("regions of the SDK (-) and here (+):\n%s", diff)
	}
}

// What a region's address is made of it is read out of again, and the address
// of each partition is its own.
func TestRegionURLAndBack(t *testing.T) {
	for _, region := range S3Regions() {
		address := S3RegionURL(region)
		if got := S3RegionOf(address); got != region {
			t.Errorf("%s has the address %s, which is that of %q", region, address, got)
		}
		want := "https://s3." + region + ".amazonaws.com/"
		switch {
		case strings.HasPrefix(region, "cn-"):
			want = "https://s3." + region + ".amazonaws.com.cn/"
		case strings.HasPrefix(region, "eusc-"):
			want = "https://s3." + region + ".amazonaws.eu/"
		}
		if address != want {
			t.Errorf("%s has the address %s, want %s", region, address, want)
		}
	}
	for _, address := range []string{"", "https://s3.amazonaws.com/", "https://minio.acme.example", "https://s3.eu-west-3.amazonaws.com/)", "eu-west-3"} {
		if got := S3RegionOf(address); got != "" {
			t.Errorf("%q names the region %q", address, got)
		}
	}
	for _, region := range []string{"", "Paris", "eu_west_3", "eu-west-3/"} {
		if got := S3RegionURL(region); got != "" {
			t.Errorf("the region %q has the address %s", region, got)
		}
	}
}
