curl -X PATCH \
    'https://platform.adobe.io/data/foundation/flowservice/connections/139f6a5f-a78b-4744-9f6a-5fa78bd74431' \
    -H 'Authorization: Bearer {ACCESS_TOKEN}' \
    -H 'x-api-key: {API_KEY}' \
    -H 'x-gw-ims-org-id: {IMS_ORG}' \
    -H 'x-sandbox-name: {SANDBOX_NAME}' \
    -H 'Content-Type: application/json' \
    -H 'If-Match: "1400dd53-0000-0200-0000-5f3f23450000"' \
    -d '[
        {
            "op": "replace",
            "path": "/auth/params",
            "value": {
                "s3AccessKey": "{S3_ACCESS_KEY}",
                "s3SecretKey": "{S3_SECRET_KEY}",
                "s3SessionToken": "{S3_SESSION_TOKEN}",
                "serviceUrl": "https://s3.eu-west-3.amazonaws.com/",
                "bucketName": "acme-landing",
                "folderPath": "in/daily"
            }
        },
        {
            "op": "replace",
            "path": "/name",
            "value": "Test S3 connection"
        },
        {
            "op": "add",
            "path": "/description",
            "value": "A test S3 connection"
        }
    ]'
