[Environment]::SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE", "User")
[System.Environment]::SetEnvironmentVariable('AWS_SECRET_ACCESS_KEY','wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY')
