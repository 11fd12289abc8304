// Writes assets/licences.txt.gz, in a module of its own: the app needs nothing of it.
module mooring/ci/licences

go 1.26.0

require github.com/google/licensecheck v0.3.1
