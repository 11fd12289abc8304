package model

// The tables of this file have the codes of the page "Flow Service error
// messages", without the HTTP status at the end, sorted by what they are about.
var flowRules = []map[string]rule{
	flowServiceRules, flowAccessRules, flowConnectionRules, flowRequestRules, flowDataflowRules,
}

// flowServiceRules are failures on Adobe's side.
var flowServiceRules = map[string]rule{
	"1102": {name: "flowError", advice: "wait", retry: true},
	"1103": {name: "unavailable", advice: "wait", retry: true},
	"1104": {name: "flowTimeout", advice: "wait", retry: true},
	"1400": {name: "flowErrorInside", advice: "wait", retry: true},
	"2102": {name: "sandboxLookup", advice: "wait", retry: true},
	"2104": {name: "sandboxIDLookup", advice: "wait", retry: true},
	"2107": {name: "defaultSandboxLookup", advice: "wait", retry: true},
	"2108": {name: "activeSandboxLookup", advice: "wait", retry: true},
	"2116": {name: "tokenDecode", advice: "wait", retry: true},
	"2117": {name: "permissionLookup", advice: "wait", retry: true},
	"2200": {name: "catalogFailed", advice: "wait", retry: true},
	"2250": {name: "dataPrepFailed", advice: "wait", retry: true},
}

// flowAccessRules are about organization, sandbox, token and rights.
var flowAccessRules = map[string]rule{
	"1100": {name: "notEntitled", field: FieldOrgID},
	"1426": {name: "permissionSpecs", advice: "permission"},
	"1427": {name: "permissionRuns", advice: "permission"},
	"1431": {name: "policyEmpty"},

	"2000": {name: "orgForeign", advice: "notInOrg", field: FieldOrgID},
	"2001": {name: "orgEmpty", advice: "altered"},
	"2002": {name: "orgLeftOut", advice: "altered"},

	"2100": {name: "sandboxRefused", field: FieldSandbox},
	"2101": {name: "sandboxAbsent", advice: "sandboxRefused", field: FieldSandbox},
	"2103": {name: "sandboxMismatch", advice: "sandboxRefused", field: FieldSandbox},
	"2105": {name: "sandboxLeftOut", advice: "altered"},
	"2106": {name: "sandboxNoDefault", advice: "sandboxRefused", field: FieldSandbox},
	"2110": {name: "sandboxByID", advice: "added"},
	"2111": {name: "sandboxAll", advice: "added"},
	"2112": {name: "sandboxAllMixed", advice: "added"},
	"2113": {name: "sandboxAllUnfit", advice: "added"},

	"2114": {name: "tokenEmpty", advice: "altered", retry: true},
	"2115": {name: "tokenInvalid", advice: "tokenRefused", field: FieldClientSecret, retry: true, clock: true},

	"2118": {name: "permissionWrite", advice: "permission"},
	"2120": {name: "permission"},
	"2121": {name: "permissionSources", advice: "permission"},
}

// flowConnectionRules are about the connection and its state.
var flowConnectionRules = map[string]rule{
	"1101": {name: "connectionGone"},
	"1439": {name: "resourceGone", advice: "connectionGone"},
	"1404": {name: "conflict"},

	"1413": {name: "specUnknown"},
	"1414": {name: "specFixed"},
	"1415": {name: "specRefused"},
	"1445": {name: "patchOff"},

	"1418": {name: "inUse"},
	"1447": {name: "inUseByFlows", advice: "inUse"},

	"1409": {name: "stateNotFinalized", advice: "settling", retry: true},
	"1416": {name: "stateFixed", advice: "settling", retry: true},
	"1417": {name: "stateInitializing", advice: "settling", retry: true},
	"1420": {name: "stateDisabling", advice: "settling", retry: true},
	"1421": {name: "stateUpdating", advice: "settling", retry: true},
	"1422": {name: "stateNotDisabled", advice: "settling", retry: true},
	"1457": {name: "stateUpdateDeleted"},
	"1458": {name: "stateDeleteDeleted"},
}

// flowRequestRules are about how the request was made, which no user can mend:
// something changed it on its way, or Platform no longer takes what this version
// of Mooring sends.
var flowRequestRules = map[string]rule{
	"1403": {name: "versionMissing", advice: "altered"},
	"1405": {name: "bodyEmpty", advice: "altered"},
	"1411": {name: "pathUnread", advice: "altered"},
	"2119": {name: "specMissing", advice: "altered"},
	"1451": {name: "parameterUnknown", advice: "added"},

	"1401": {name: "limitAndCount", advice: "update"},
	"1402": {name: "finalizeRefused", advice: "update"},
	"1423": {name: "specFilter", advice: "update"},
	"1424": {name: "sortAcross", advice: "update"},
	"1432": {name: "sortOrder", advice: "update"},
	"1433": {name: "sortField", advice: "update"},
	"1434": {name: "changeUnknown", advice: "update"},
	"1435": {name: "actionUnknown", advice: "update"},
	"1438": {name: "aggregateOperation", advice: "update"},
	"1440": {name: "filterOperator", advice: "update"},
	"1441": {name: "aggregateFunction", advice: "update"},
	"1442": {name: "aggregateField", advice: "update"},
	"1443": {name: "filterMany", advice: "update"},
	"1448": {name: "filterOperatorField", advice: "update"},
	"1449": {name: "filterField", advice: "update"},
	"1450": {name: "filterOperatorInvalid", advice: "update"},
	"1452": {name: "filterValue", advice: "update"},
	"1453": {name: "filterEmpty", advice: "update"},
	"1454": {name: "filterType", advice: "update"},
	"1455": {name: "changeInvalid", advice: "update"},
	"1456": {name: "stateUnknown", advice: "update"},
}

// flowDataflowRules are about dataflows, their runs and mappings, which Mooring
// never asks for.
var flowDataflowRules = map[string]rule{
	"1406": {name: "progressAlone", advice: "dataflow"},
	"1407": {name: "progressFailed", advice: "dataflow"},
	"1408": {name: "percentUnfinished", advice: "dataflow"},
	"1410": {name: "flowState", advice: "dataflow"},
	"1412": {name: "mappingVersion", advice: "dataflow"},
	"1419": {name: "mappingInvalid"},
	"1425": {name: "schemaMismatch"},
	"1428": {name: "runBeforeGone", advice: "dataflow"},
	"1429": {name: "flowBeforeGone", advice: "dataflow"},
	"1430": {name: "flowGone", advice: "dataflow"},
	"1436": {name: "progressEnable", advice: "dataflow"},
	"1437": {name: "runStatus", advice: "dataflow"},
	"1444": {name: "flowNotPending", advice: "dataflow"},
	"1446": {name: "flowUnnamed", advice: "dataflow"},
}
