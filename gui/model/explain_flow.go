package model

import (
	"regexp"
	"slices"
	"strings"

	"mooring/client"
)

// Two services of Adobe have catalogues of codes with the same numbers for other
// things: Flow Service, whose codes begin with FLOW, and the provider of sources
// behind it, whose prefix is not documented. The tables have what an operation
// of Mooring can get, by the number without the HTTP status at its end: there the
// documents and the answers disagree (1439-400 and 1439-404). For all other codes
// the server's own words are shown.

// flowRules are codes of the page "Flow Service error messages".
var flowRules = map[string]rule{
	// On Adobe's side.
	"1102": {name: "flowError", advice: "wait"},
	"1103": {name: "unavailable", advice: "wait"},
	"1104": {name: "flowTimeout"},
	"1400": {name: "flowError", advice: "wait"},
	"2102": {name: "sandboxLookup", advice: "wait"},
	"2104": {name: "sandboxLookup", advice: "wait"},
	"2107": {name: "sandboxLookup", advice: "wait"},
	"2108": {name: "sandboxLookup", advice: "wait"},
	"2116": {name: "flowError", advice: "wait"},
	"2117": {name: "permissionLookup", advice: "wait"},

	// Organization, sandbox, token and rights.
	"1100": {name: "providerRefused"},
	"2000": {name: "notInOrg", field: FieldOrgID},
	"2100": {name: "sandboxRefused", field: FieldSandbox},
	"2101": {name: "sandboxRefused", field: FieldSandbox},
	"2103": {name: "sandboxRefused", field: FieldSandbox},
	"2106": {name: "sandboxRefused", field: FieldSandbox},
	"2115": {name: "tokenRefused", field: FieldClientSecret, clock: true},
	"2118": {name: "permission"},
	"2120": {name: "permission"},
	"2121": {name: "permissionSources", advice: "permission"},

	// What Mooring always sends and something on the way has left out.
	"1403": {name: "altered", ops: []string{opUpdate}},
	"1405": {name: "altered", ops: []string{opCreate, opUpdate}},
	"2001": {name: "altered"},
	"2002": {name: "altered"},
	"2105": {name: "altered"},
	"2114": {name: "altered"},

	// The connection and its state.
	"1101": {name: "connectionGone", ops: aboutOne},
	"1439": {name: "connectionGone", ops: aboutOne},
	"1404": {name: "conflict", ops: []string{opUpdate, opDelete}},
	"1413": {name: "specUnknown", ops: []string{opCreate}},
	"1415": {name: "specRefused", ops: []string{opCreate, opUpdate}},
	"1445": {name: "patchOff", ops: []string{opUpdate}},
	"1418": {name: "inUse", ops: []string{opDelete}},
	"1447": {name: "inUse", ops: []string{opDelete}},
	"1416": {name: "stateFixed", advice: "settling", ops: changing},
	"1417": {name: "stateInitializing", advice: "settling", ops: changing},
	"1420": {name: "stateFixed", advice: "settling", ops: changing},
	"1421": {name: "stateFixed", advice: "settling", ops: changing},
	"1422": {name: "flowState", ops: switching},
	"1412": {name: "mappingRefused", ops: flowing},
	"1419": {name: "mappingRefused", ops: flowing},
	"1425": {name: "mappingSchema", ops: flowing},
	"2200": {name: "catalogDown", advice: "wait"},
	"2250": {name: "dataPrepDown", advice: "wait"},
	"1457": {name: "stateUpdateDeleted", ops: changing},
	"1458": {name: "stateDeleteDeleted", ops: changing},
}

// providerRules are codes of the page "Sources errors".
var providerRules = map[string]rule{
	"1007": {name: "altered"},
	"1008": {name: "notInOrg", field: FieldOrgID},
	"1009": {name: "altered"},
	"1105": {name: "tokenRefused", field: FieldClientSecret, clock: true},
	"1106": {name: "permission"},
	"1107": {name: "conflict", ops: changing},
	"1300": {name: "patchOff", ops: []string{opUpdate}},
	"1301": {name: "specRefused", ops: []string{opCreate, opUpdate}},
	"1302": {name: "specRefused", ops: []string{opCreate, opUpdate}},
	"1303": {name: "valueRefused"},
	"1304": {name: "valueMissing"},
	"1305": {name: "specUnknown", ops: []string{opCreate}},
	"1308": {name: "providerRefused"},
	"1312": {name: "valueRefused"},
	"1307": {name: "altered", ops: bringing},
	"1317": {name: "scheduleRefused", ops: flowing},
	"1320": {name: "altered", ops: bringing},
	"1321": {name: "altered", ops: bringing},
	"1323": {name: "altered", ops: bringing},
	"1325": {name: "altered", ops: bringing},
	"1327": {name: "formatRefused", ops: bringing},
	"1328": {name: "altered", ops: flowing},
	"1329": {name: "altered", ops: flowing},
	"1331": {name: "formatRefused", ops: bringing},
	"1338": {name: "altered", ops: bringing},
	"1334": {name: "exploreUnfit", advice: "rejected", ops: looking},
	"1335": {name: "exploreUnfit", advice: "rejected", ops: looking},
	"1336": {name: "exploreUnfit", advice: "rejected", ops: looking},
	"1337": {name: "exploreUnfit", advice: "rejected", ops: looking},
	"1358": {name: "exploreUnfit", advice: "rejected", ops: looking},
	"1359": {name: "exploreUnfit", advice: "rejected", ops: looking},
	"1360": {name: "startPassed", clock: true, ops: flowing},
	"1361": {name: "scheduleRefused", ops: flowing},
	"1362": {name: "scheduleRefused", ops: flowing},
	"1363": {name: "scheduleRefused", ops: flowing},
	"1364": {name: "scheduleRefused", ops: flowing},
	"1365": {name: "scheduleRefused", ops: flowing},
	"1366": {name: "scheduleFixed", ops: flowing},
	"1371": {name: "previewRefused", ops: looking},
	"1374": {name: "previewRefused", ops: looking},
	"1375": {name: "previewRefused", ops: looking},
	"1376": {name: "previewRefused", ops: looking},
	"1380": {name: "runNotMade", ops: making},
	"1381": {name: "runWindow", ops: making},
	"1384": {name: "runWindow", ops: making},
	"1385": {name: "runByHand", ops: making},
	"1386": {name: "runScheduled", ops: making},
	"1387": {name: "runState", ops: making},
	"1388": {name: "flowNotEnabled", ops: making},
	"1333": {name: "runByHand", ops: making},
	"1397": {name: "scheduleRefused", ops: flowing},
	"1398": {name: "runByHand", ops: acting},
	"1401": {name: "runByHand", ops: making},
	"1403": {name: "scheduleFixed", ops: flowing},
	"1404": {name: "scheduleFixed", ops: flowing},
	"1605": {name: "tokenRefused", field: FieldClientSecret, clock: true},
	"1606": {name: "permission"},
	"1607": {name: "conflict", ops: changing},
}

// What errors of package client call the requests that bring data in.
const (
	opCreateFlow = "CreateFlow"
	opUpdateFlow = "UpdateFlow"
	opDeleteFlow = "DeleteFlow"
)

var (
	changing = []string{opUpdate, opDelete}
	flowing  = []string{opCreateFlow, opUpdateFlow}
	// bringing are the operations of Flow Service that make what it takes to bring data in.
	bringing = []string{"CreateSourceConnection", "DeleteSourceConnection", "CreateTargetConnection", "DeleteTargetConnection", opCreateFlow}
	looking  = []string{opExplore, opPreview}
)

var serviceCode = regexp.MustCompile(`^(?:([A-Z][A-Z0-9_]*)-)?(\d{4})-\d{3}$`)

// serviceRule looks up a code of one of the two catalogues.
func serviceRule(err *client.APIError) (r rule, ok bool) {
	m := serviceCode.FindStringSubmatch(err.Code)
	if m == nil || err.Op != "" && !slices.Contains(flowOps, err.Op) {
		return rule{}, false
	}
	prefix, number := m[1], m[2]
	flow, inFlow := flowRules[number]
	provider, inProvider := providerRules[number]
	switch collides := slices.Contains(twice, number); {
	case prefix == "FLOW" && (inFlow || collides):
		r, ok = flow, inFlow
	case prefix == "FLOW", prefix == "" && !collides:
		if r, ok = provider, inProvider; !ok {
			r, ok = flow, inFlow
		}
	case prefix == "": // it may mean either
	default:
		r, ok = provider, inProvider
	}
	if ok && len(r.ops) > 0 && !slices.Contains(r.ops, err.Op) {
		return rule{}, false
	}
	return r, ok
}

// twice are the numbers that both catalogues have.
var twice = strings.Fields("1100 1101 1102 1103 1104 1400 1401 1402 1403 1404")

// fieldsByParameter are the fields by what the request calls them.
var fieldsByParameter = map[string]Field{
	"s3accesskey": FieldAccessKey, "s3secretkey": FieldSecretKey, "s3sessiontoken": FieldSessionToken,
	"serviceurl": FieldServiceURL, "bucketname": FieldBucket, "folderpath": FieldFolder,
	"name": FieldName, "description": FieldDescription,
}

var (
	parameter = regexp.MustCompile(`(?i)\b(s3AccessKey|s3SecretKey|s3SessionToken|serviceUrl|bucketName|folderPath)\b`)
	anyField  = regexp.MustCompile(`(?i)\b(?:field|property)(?: name)?\s*[=:]?\s*['"“{\[(]?([A-Za-z][A-Za-z0-9_.]*)['"”}\])]?\s+(?:not|is|was|of|has)\b`)
)

// namedIn finds the field that the words of an answer complain of.
func namedIn(words string) (Field, bool) {
	m := parameter.FindStringSubmatch(words)
	if m == nil {
		m = anyField.FindStringSubmatch(words)
	}
	if m == nil {
		return FieldNone, false
	}
	name := strings.ToLower(m[1][strings.LastIndex(m[1], ".")+1:])
	field, ok := fieldsByParameter[name]
	return field, ok
}
