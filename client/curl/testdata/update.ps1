# Set ACCESS_TOKEN first.
& {
    foreach ($name in 'ACCESS_TOKEN', 'S3_SECRET_KEY') {
        if (-not (Test-Path "env:$name")) { throw "env:$name" }
    }
    $arguments = @(
        '-X', 'PATCH'
        'https://platform.adobe.io/data/foundation/flowservice/connections/4cb0c374-d3bb-4557-b139-5712880adc55'
        '-H', "Authorization: Bearer ${env:ACCESS_TOKEN}"
        '-H', 'x-api-key: {API_KEY}'
        '-H', 'x-gw-ims-org-id: {IMS_ORG}'
        '-H', 'x-sandbox-name: {SANDBOX_NAME}'
        '-H', 'Content-Type: application/json'
        '-H', 'If-Match: "1700d77b-0000-0200-0000-5e3b41a10000"'
        '-H', 'User-Agent: Mooring/1.2.3'
        '-H', 'Accept:'
        '-H', 'Expect:'
        '--data-raw', @"
[
        {
            "op": "replace",
            "path": "/auth/params",
            "value": {
                "s3AccessKey": "AKIAIOSFODNN7EXAMPLE",
                "s3SecretKey": "${env:S3_SECRET_KEY}"
            }
        }
    ]
"@.Replace("`r", '')
    )
    if ("$(Get-Variable PSNativeCommandArgumentPassing -ValueOnly -ErrorAction Ignore)" -in '', 'Legacy') {
        $arguments = $arguments -replace '(\\*)"', '$1$1\"'
    }
    curl.exe @arguments
}
