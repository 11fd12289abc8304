package model

import "mooring/client"

// mendServiceURL puts right an address from which it is clear what is meant: a
// bucket in it goes into its own field, a region in any spelling gets the
// address that it has, and a host without https:// gets it. A host that was
// typed stays: the keys are for nobody else.
func (f *Form) mendServiceURL() (Mend, bool) {
	value, bucket := f.values[FieldServiceURL], f.values[FieldBucket]
	a, ok := client.ParseS3Address(value)
	if !ok || a.HasUser {
		return Mend{}, false
	}
	a = a.WithBucket(bucket)
	address := a.ServiceURL()
	switch {
	case address != "" && a.Scheme == "http" && a.Owner == client.OwnerOther && !a.MayBeHTTPS():
		return Mend{}, false // it may well be that the store speaks http only
	case a.Bucket != "" && (bucket == "" || bucket == a.Bucket):
		return Mend{T("mend.split"), func() {
			f.split(a.Bucket, a.Folder)
			f.setServiceURL(address)
		}}, true
	case a.Bucket != "":
		return Mend{}, false // which of the two buckets is meant is for the user to say
	case address == "" || address == value || checkServiceURL(address).Level == Error:
		return Mend{}, false
	}
	return Mend{T("mend.correct"), func() { f.setServiceURL(address) }}, true
}

func (f *Form) setServiceURL(address string) {
	f.Set(FieldServiceURL, address)
	f.Leave(FieldServiceURL)
}
