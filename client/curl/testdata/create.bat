@rem Set ACCESS_TOKEN first.
@chcp 65001 >nul
@set "PERCENT=%%"
@if not defined ACCESS_TOKEN (echo ACCESS_TOKEN?) else if not defined S3_SECRET_KEY (echo S3_SECRET_KEY?) else curl.exe -X POST ^
    ^"https://platform.adobe.io/data/foundation/flowservice/connections^" ^
    -H ^"Authorization: Bearer %ACCESS_TOKEN%^" ^
    -H ^"x-api-key: {API_KEY}^" ^
    -H ^"x-gw-ims-org-id: {IMS_ORG}^" ^
    -H ^"x-sandbox-name: {SANDBOX_NAME}^" ^
    -H ^"Content-Type: application/json^" ^
    -H ^"User-Agent: Mooring/1.2.3^" ^
    -H ^"Accept:^" ^
    -H ^"Expect:^" ^
    --data-raw ^"{^

        \^"name\^": \^"S3 Connection\^",^

        \^"description\^": \^"100%PERCENT:~0,1% of R^&D's \\\^"数据\\\^"\^",^

        \^"auth\^": {^

            \^"specName\^": \^"Access Key\^",^

            \^"params\^": {^

                \^"s3AccessKey\^": \^"AKIAIOSFODNN7EXAMPLE\^",^

                \^"s3SecretKey\^": \^"%S3_SECRET_KEY%\^"^

            }^

        },^

        \^"connectionSpec\^": {^

            \^"id\^": \^"ecadc60c-7455-4d87-84dc-2a0e293d997b\^",^

            \^"version\^": \^"1.0\^"^

        }^

    }^"
