# Set ACCESS_TOKEN first.
& {
    foreach ($name in 'ACCESS_TOKEN') {
        if (-not (Test-Path "env:$name")) { throw "env:$name" }
    }
    $arguments = @(
        'https://platform.adobe.io/data/foundation/flowservice/connections?property=name==S3%20Connection&property=connectionSpec.id==ecadc60c-7455-4d87-84dc-2a0e293d997b&limit=100'
        '-H', "Authorization: Bearer ${env:ACCESS_TOKEN}"
        '-H', 'x-api-key: {API_KEY}'
        '-H', 'x-gw-ims-org-id: {IMS_ORG}'
        '-H', 'x-sandbox-name: {SANDBOX_NAME}'
        '-H', 'User-Agent: Mooring/1.2.3'
        '-H', 'Accept:'
    )
    if ("$(Get-Variable PSNativeCommandArgumentPassing -ValueOnly -ErrorAction Ignore)" -in '', 'Legacy') {
        $arguments = $arguments -replace '(\\*)"', '$1$1\"'
    }
    curl.exe @arguments
}
