package amazon

// Answers of Amazon, as S3 and STS send them.
const (
	callerIdentity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::123456789012:user/Alice</Arn>
    <UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>
    <Account>123456789012</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata><RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId></ResponseMetadata>
</GetCallerIdentityResponse>`

	stsInvalidClientTokenID = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error>
    <Type>Sender</Type>
    <Code>InvalidClientTokenId</Code>
    <Message>The security token included in the request is invalid.</Message>
  </Error>
  <RequestId>f7a9d4a5-0000-4cbb-9d1e-000000000000</RequestId>
</ErrorResponse>`

	stsExpiredToken = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error><Type>Sender</Type><Code>ExpiredToken</Code>
  <Message>The security token included in the request is expired</Message></Error>
  <RequestId>f7a9d4a5-0000-4cbb-9d1e-000000000001</RequestId>
</ErrorResponse>`

	stsSignature = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code>
  <Message>The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.</Message></Error>
  <RequestId>f7a9d4a5-0000-4cbb-9d1e-000000000002</RequestId>
</ErrorResponse>`

	stsSkewed = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code>
  <Message>Signature expired: 20260301T080000Z is now earlier than 20260301T094500Z (20260301T100000Z - 15 min.)</Message></Error>
  <RequestId>f7a9d4a5-0000-4cbb-9d1e-000000000003</RequestId>
</ErrorResponse>`

	bucketList = `<?xml version="1.0" encoding="UTF-8"?>
<ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Owner><ID>75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a</ID></Owner><Buckets><Bucket><Name>acme-landing</Name><CreationDate>2024-02-03T16:45:09.000Z</CreationDate></Bucket><Bucket><Name>acme-logs</Name><CreationDate>2024-02-03T16:41:58.000Z</CreationDate></Bucket></Buckets></ListAllMyBucketsResult>`

	locationParis    = `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-west-3</LocationConstraint>`
	locationIreland  = `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">EU</LocationConstraint>`
	locationVirginia = `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>`
	locationChina    = `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">cn-north-1</LocationConstraint>`

	twoObjects = `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>acme-landing</Name><Prefix>crm/daily/</Prefix><KeyCount>2</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated><Contents><Key>crm/daily/a.csv</Key><LastModified>2026-02-03T16:45:09.000Z</LastModified><ETag>&quot;fba9dede5f27731c9771645a39863328&quot;</ETag><Size>434234</Size><StorageClass>STANDARD</StorageClass></Contents><Contents><Key>crm/daily/b.csv</Key><LastModified>2026-02-03T16:45:10.000Z</LastModified><ETag>&quot;fba9dede5f27731c9771645a39863329&quot;</ETag><Size>1</Size><StorageClass>STANDARD</StorageClass></Contents></ListBucketResult>`

	noObjects = `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>acme-landing</Name><Prefix>crm/daily/</Prefix><KeyCount>0</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated></ListBucketResult>`

	s3InvalidAccessKeyID = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id you provided does not exist in our records.</Message><AWSAccessKeyId>AKIAIOSFODNN7EXAMPLE</AWSAccessKeyId><RequestId>656c76696e6727732072657175657374</RequestId><HostId>Uuag1LuByRx9e6j5Onimru9pO4ZVKnJ2Qz7/C1NPcfTWAtRPfTaOFg==</HostId></Error>`

	// The canonical request holds the session token.
	s3Signature = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match the signature you provided. Check your key and signing method.</Message><AWSAccessKeyId>AKIAIOSFODNN7EXAMPLE</AWSAccessKeyId><StringToSign>AWS4-HMAC-SHA256
20260301T100000Z
20260301/us-east-1/s3/aws4_request
9cbd6a6d</StringToSign><SignatureProvided>0f3e</SignatureProvided><CanonicalRequest>GET
/

x-amz-security-token:session-token-canary</CanonicalRequest><RequestId>4442587FB7D0A2F9</RequestId><HostId>x</HostId></Error>`

	s3ExpiredToken = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message><Token-0>session-token-canary</Token-0><RequestId>4442587FB7D0A2F9</RequestId><HostId>x</HostId></Error>`

	s3InvalidToken = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>InvalidToken</Code><Message>The provided token is malformed or otherwise invalid.</Message><Token-0>session-token-canary</Token-0><RequestId>4442587FB7D0A2F9</RequestId><HostId>x</HostId></Error>`

	s3AccessDenied = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessDenied</Code><Message>User: arn:aws:iam::123456789012:user/Alice is not authorized to perform: s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action</Message><RequestId>4442587FB7D0A2F9</RequestId><HostId>x</HostId></Error>`

	s3NoSuchBucket = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message><BucketName>acme-landing</BucketName><RequestId>4442587FB7D0A2F9</RequestId><HostId>x</HostId></Error>`

	s3PermanentRedirect = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>PermanentRedirect</Code><Message>The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.</Message><Endpoint>acme-landing.s3-eu-west-3.amazonaws.com</Endpoint><Bucket>acme-landing</Bucket><RequestId>4442587FB7D0A2F9</RequestId><HostId>x</HostId></Error>`

	s3AuthorizationHeaderMalformed = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AuthorizationHeaderMalformed</Code><Message>The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-3'</Message><Region>eu-west-3</Region><RequestId>4442587FB7D0A2F9</RequestId><HostId>x</HostId></Error>`

	s3MalformedWithoutRegion = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AuthorizationHeaderMalformed</Code><Message>The authorization header is malformed; the region is wrong; expecting 'garage'.</Message></Error>`

	s3Skewed = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>RequestTimeTooSkewed</Code><Message>The difference between the request time and the current time is too large.</Message><RequestTime>20260301T080000Z</RequestTime><ServerTime>2026-03-01T10:00:00Z</ServerTime><MaxAllowedSkewMilliseconds>900000</MaxAllowedSkewMilliseconds><RequestId>4442587FB7D0A2F9</RequestId><HostId>x</HostId></Error>`

	s3SlowDown = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message><RequestId>4442587FB7D0A2F9</RequestId><HostId>x</HostId></Error>`

	s3InternalError = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>InternalError</Code><Message>We encountered an internal error. Please try again.</Message><RequestId>4442587FB7D0A2F9</RequestId><HostId>x</HostId></Error>`

	s3NotImplemented = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>NotImplemented</Code><Message>A header you provided implies functionality that is not implemented.</Message></Error>`

	s3AccountProblem = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccountProblem</Code><Message>There is a problem with your AWS account that prevents the operation from completing successfully.</Message></Error>`

	portal = `<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Sign in</title></head><body><p>Welcome to the guest network</p></body></html>`
)
