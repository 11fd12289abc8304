package model

import (
	"strings"

	"mooring/client"
	"mooring/client/credentials"
)

// noStore are the words about a service URL of which none can be made.
var noStore = map[string]bool{"check.placeholder": true, "check.serviceURL.otherService": true}

// mendServiceURL puts right an address from which it is clear what is meant: a
// bucket in it goes into its own field, a region in any spelling gets the
// address that it has, and a host without https:// gets it. A host that was
// typed stays: the keys are for nobody else.
func mendServiceURL(f *Form) (Mend, bool) {
	value, bucket := f.Value(FieldServiceURL), f.Value(FieldBucket)
	if code, ok := credentials.RegionNamed(value); ok {
		return Mend{T("mend.correct"), func() { SetRegion(f, code) }}, true
	}
	a, ok := client.ParseS3Address(value)
	if !ok || noStore[f.Note(FieldServiceURL).Text.Key] {
		return Mend{}, false
	}
	a = a.Spelled().WithBucket(bucket)
	address := a.ServiceURL()
	switch {
	case a.Bucket != "" && (bucket == "" || bucket == a.Bucket):
		return Mend{T("mend.split"), func() {
			split(f, a)
			setStore(f, a)
		}}, true
	case a.Bucket != "": // which of the two buckets is meant is for the user to say
		return Mend{}, false
	case address == "" || strings.EqualFold(strings.Trim(address, "/"), strings.Trim(value, "/")):
		return Mend{}, false
	}
	values := map[Field]string{FieldServiceURL: address}
	if CheckS3Field(FieldServiceURL, values).Level == Error {
		return Mend{}, false
	}
	return Mend{T("mend.correct"), func() { setServiceURL(f, address) }}, true
}

func setServiceURL(f *Form, address string) {
	f.Set(FieldServiceURL, address)
	f.Leave(FieldServiceURL)
}

// setStore chooses the store of an address. An ARN tells the partition alone, of which
// this is one region.
func setStore(f *Form, a client.S3Address) {
	setServiceURL(f, a.ServiceURL())
	if a.Owner == client.OwnerUnknown && a.Region != "" {
		f.Remark(FieldServiceURL, warn("mend.region"))
	}
}

// mendBucket moves what an address holds beside the bucket into its fields.
func mendBucket(f *Form, field Field) (Mend, bool) {
	a, ok := client.ParseBucket(f.Value(field))
	if bucket := f.Value(FieldBucket); !ok || field == FieldFolder && bucket != "" && bucket != a.Bucket {
		return Mend{}, false // which of the two buckets is meant is for the user to say
	}
	return Mend{T("mend.split"), func() {
		split(f, a)
		// Keys of one region, or of one store, are unknown anywhere else. The region of a
		// bucket that stood there before is not that of this one; another store stays.
		empty := f.Value(FieldServiceURL) == ""
		if a.Owner == client.OwnerOther && empty || a.Region != "" && (empty || Region(f) != "") && !within(f, a) {
			setStore(f, a)
		}
	}}, true
}

// within reports whether a bucket of which only the partition is known may be in the region
// that is chosen.
func within(f *Form, a client.S3Address) bool {
	return a.Owner == client.OwnerUnknown && client.PartitionOfRegion(Region(f)) == a.Partition
}

func split(f *Form, a client.S3Address) {
	f.Set(FieldBucket, a.Bucket)
	if a.Folder != "" { // else a folder that was entered stays
		f.Set(FieldFolder, a.Folder)
	}
	f.Leave(FieldBucket)
	f.Leave(FieldFolder)
}

// mendFolder cuts the bucket off a folder that begins with it.
func mendFolder(f *Form) (Mend, bool) {
	_, folder, _ := strings.Cut(strings.TrimLeft(f.Value(FieldFolder), "/"), "/")
	return Mend{T("mend.correct"), func() {
		f.Set(FieldFolder, folder)
		f.Leave(FieldFolder)
	}}, true
}
