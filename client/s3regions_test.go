package client

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sdkPartition is a partition as the SDK has it, in a package that is internal
// to it.
type sdkPartition struct {
	ID      string
	Outputs struct{ DNSSuffix string }
	Regions map[string]struct{}
}

func sdkPartitions(t *testing.T) []sdkPartition {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "github.com/aws/aws-sdk-go-v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "internal", "endpoints", "awsrulesfn", "partitions.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all struct{ Partitions []sdkPartition }
	if err := json.Unmarshal(source, &all); err != nil || len(all.Partitions) < 8 {
		t.Fatalf("%d partitions were found in the SDK: %v", len(all.Partitions), err)
	}
	return all.Partitions
}

func TestRegionsAreThoseOfTheSDK(t *testing.T) {
	var want []string
	for _, p := range sdkPartitions(t) {
		// Those of the clouds that have no way to the internet are not offered.
		if strings.HasPrefix(p.ID, "aws-iso") {
			continue
		}
		for region := range p.Regions {
			if IsS3Region(region) { // and not "aws-global"
				want = append(want, region)
			}
		}
	}
	got := S3Regions()
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("regions of the SDK (-) and here (+):\n%s", diff)
	}
}

func TestPartitionsAreThoseOfTheSDK(t *testing.T) {
	for _, p := range sdkPartitions(t) {
		id := S3Partition(p.ID)
		if !id.Known() {
			t.Errorf("%s is not known", id)
		}
		for region := range p.Regions {
			if !IsS3Region(region) {
				continue
			}
			if got, want := S3RegionURL(region), "https://s3."+region+"."+p.Outputs.DNSSuffix+"/"; PartitionOfRegion(region) != id || got != want {
				t.Errorf("%s: partition %s, %s; want %s, %s", region, PartitionOfRegion(region), got, id, want)
			}
		}
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
