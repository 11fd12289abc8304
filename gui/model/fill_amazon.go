package model

import (
	"slices"
	"time"

	"mooring/client"
	"mooring/client/credentials"
)

// FillAmazon puts an access key that was read from a file into the form of a connection.
// What the user typed and the file does not say stays; what an earlier file
// brought along goes, as does a session token, which belongs to its key. It returns the
// fields that it has filled.
func FillAmazon(form *Form, key credentials.AmazonKey) []Field {
	return fillAmazon(form, key, time.Now())
}

func fillAmazon(form *Form, key credentials.AmazonKey, now time.Time) []Field {
	form.Clear(FieldSessionToken, FieldAuth) // who has keys wants to use them
	values := map[Field]string{
		FieldAccessKey: key.AccessKeyID, FieldSecretKey: key.SecretAccessKey.Reveal(),
		FieldSessionToken: key.SessionToken.Reveal(), FieldServiceURL: key.ServiceURL,
		FieldBucket: key.Bucket, FieldFolder: key.FolderPath,
	}
	filled := form.Fill(values, FieldAccessKey, FieldSecretKey, FieldSessionToken, FieldServiceURL, FieldBucket, FieldFolder)
	filled = append(filled, fillRegion(form, key)...)

	temporary := FieldAccessKey
	if !key.SessionToken.Empty() {
		temporary = FieldSessionToken
	}
	form.RemarkMade(key.Joined, key.Escaped, key.Decoded, FieldAccessKey, FieldSecretKey, FieldSessionToken)
	switch {
	case key.Expires.IsZero():
	case key.Expires.After(now):
		form.Remark(temporary, warn("fill.expires", "When", Moment{key.Expires}))
	default:
		form.Remark(temporary, warn("fill.expired", "When", Moment{key.Expires}))
	}
	if key.Inactive {
		form.Remark(FieldAccessKey, warn("fill.inactive"))
	}
	return filled
}

// fillRegion chooses the region that a file names for a key of Amazon's, unless
// there is an address already. Other stores give their regions names too, which
// say nothing without the address.
func fillRegion(form *Form, key credentials.AmazonKey) []Field {
	kind, ok := credentials.Guess(key.AccessKeyID)
	if key.Region == "" || !ok || kind != credentials.AccessKeyID || form.Value(FieldServiceURL) != "" {
		return nil
	}
	region := key.Region
	if a, ok := client.ParseS3Address(region); ok && a.Host == "" && a.Region != "" {
		region = a.Region // in capitals, or with underscores
	}
	if !slices.Contains(client.S3Regions(), region) {
		form.Remark(FieldServiceURL, warn("fill.unknownRegion", "Region", key.Region))
		form.Leave(FieldServiceURL)
		return nil
	}
	return form.Fill(map[Field]string{FieldServiceURL: client.S3RegionURL(region)}, FieldServiceURL)
}
