package practice

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Op names an operation by its method and path within its service.
type Op string

// The operations.
const (
	OpToken     Op = "POST /ims/token/v3" //nolint:gosec // G101: an address
	OpSandboxes Op = "GET /sandbox-management/"
	OpConfigs   Op = "GET /connectionSpecs/{id}/configs"
	OpCreate    Op = "POST /connections"
	OpList      Op = "GET /connections"
	OpGet       Op = "GET /connections/{id}"
	OpTest      Op = "GET /connections/{id}/test"
	OpExplore   Op = "GET /connections/{id}/explore"
	OpPatch     Op = "PATCH /connections/{id}"
	OpDelete    Op = "DELETE /connections/{id}"

	OpSources    Op = "GET /sourceConnections"
	OpSource     Op = "GET /sourceConnections/{id}"
	OpTargets    Op = "GET /targetConnections"
	OpTarget     Op = "GET /targetConnections/{id}"
	OpFlows      Op = "GET /flows"
	OpFlow       Op = "GET /flows/{id}"
	OpFlowPatch  Op = "PATCH /flows/{id}"
	OpFlowDelete Op = "DELETE /flows/{id}"
	OpFlowAction Op = "POST /flows/{id}/action"
	OpRuns       Op = "GET /runs"
	OpRun        Op = "GET /runs/{id}"
	OpRunNew     Op = "POST /runs"
	OpRunAction  Op = "POST /runs/{id}/action"

	OpSourceNew    Op = "POST /sourceConnections"
	OpSourceDelete Op = "DELETE /sourceConnections/{id}"
	OpTargetNew    Op = "POST /targetConnections"
	OpTargetDelete Op = "DELETE /targetConnections/{id}"
	OpFlowNew      Op = "POST /flows"

	OpSchema             Op = "GET /schemaregistry/tenant/schemas/{id}"
	OpMappingSetNew      Op = "POST /conversion/mappingSets"
	OpMappingSet         Op = "GET /conversion/mappingSets/{id}"
	OpMappingValidate    Op = "POST /conversion/mappingSets/validate"
	OpMappingPreview     Op = "POST /conversion/mappingSets/preview"
	OpExpressionValidate Op = "POST /conversion/languages/el/validate"

	OpDatasets Op = "GET /catalog/dataSets"
	OpDataset  Op = "GET /catalog/dataSets/{id}"
	OpExport   Op = "GET /export/batches/{id}/meta"
)

const (
	tokenPath   = "/ims/token/v3" //nolint:gosec // G101: an address
	sandboxPath = "/data/foundation/sandbox-management/"
	flowPath    = "/data/foundation/flowservice"
	catalogPath = "/data/foundation/catalog"
	exportPath  = "/data/foundation/export/batches"
	schemaPath  = "/data/foundation/schemaregistry"
	prepPath    = "/data/foundation/conversion"
)

// resources are the paths of the services, with {id} for the one part that
// differs, and their operations.
var resources = []struct {
	path string
	ops  []Op
}{
	{tokenPath, []Op{OpToken}},
	{sandboxPath, []Op{OpSandboxes}},
	{flowPath + "/connections", []Op{OpCreate, OpList}},
	{flowPath + "/connections/{id}", []Op{OpGet, OpPatch, OpDelete}},
	// Platform's own documents spell single connections in both ways.
	{flowPath + "/connections/{id}/", []Op{OpGet, OpPatch, OpDelete}},
	{flowPath + "/connections/{id}/test", []Op{OpTest}},
	{flowPath + "/connections/{id}/explore", []Op{OpExplore}},
	{flowPath + "/connectionSpecs/{id}/configs", []Op{OpConfigs}},
	{flowPath + "/sourceConnections", []Op{OpSources, OpSourceNew}},
	{flowPath + "/sourceConnections/{id}", []Op{OpSource, OpSourceDelete}},
	{flowPath + "/targetConnections", []Op{OpTargets, OpTargetNew}},
	{flowPath + "/targetConnections/{id}", []Op{OpTarget, OpTargetDelete}},
	{flowPath + "/flows", []Op{OpFlows, OpFlowNew}},
	{flowPath + "/flows/{id}", []Op{OpFlow, OpFlowPatch, OpFlowDelete}},
	{flowPath + "/flows/{id}/action", []Op{OpFlowAction}},
	{flowPath + "/runs", []Op{OpRuns, OpRunNew}},
	{flowPath + "/runs/{id}", []Op{OpRun}},
	{flowPath + "/runs/{id}/action", []Op{OpRunAction}},
	{schemaPath + "/tenant/schemas/{id}", []Op{OpSchema}},
	{prepPath + "/mappingSets", []Op{OpMappingSetNew}},
	{prepPath + "/mappingSets/validate", []Op{OpMappingValidate}},
	{prepPath + "/mappingSets/preview", []Op{OpMappingPreview}},
	{prepPath + "/mappingSets/{id}", []Op{OpMappingSet}},
	{prepPath + "/languages/el/validate", []Op{OpExpressionValidate}},
	{catalogPath + "/dataSets", []Op{OpDatasets}},
	{catalogPath + "/dataSets/{id}", []Op{OpDataset}},
	{exportPath + "/{id}/meta", []Op{OpExport}},
}

// route finds the operation of a request and the id in its path. An unknown
// path gives no operation, and a known path with another method gives the
// methods that it has. The path is escaped, since the ids of schemas are addresses.
func route(method, path string) (op Op, id, allow string) {
	for _, r := range resources {
		id, ok := match(r.path, path)
		if ok {
			op, allow = pick(method, r.ops...)
			if plain, err := url.PathUnescape(id); err == nil {
				id = plain
			}
			return op, id, allow
		}
	}
	return "", "", ""
}

// match reports whether path is the wanted one, and the id in it.
func match(want, path string) (id string, ok bool) {
	before, after, variable := strings.Cut(want, "{id}")
	if !variable {
		return "", path == want
	}
	rest, ok := strings.CutPrefix(path, before)
	if !ok {
		return "", false
	}
	id, ok = strings.CutSuffix(rest, after)
	return id, ok && id != "" && !strings.Contains(id, "/")
}

// pick returns the operation with this method, or else the methods there are.
func pick(method string, ops ...Op) (op Op, allow string) {
	methods := make([]string, 0, len(ops))
	for _, op := range ops {
		m, _, _ := strings.Cut(string(op), " ")
		if m == method {
			return op, ""
		}
		methods = append(methods, m)
	}
	slices.Sort(methods)
	return "", strings.Join(methods, ", ")
}

// handle does what was asked and says what to answer.
func (p *Platform) handle(c *call) answer {
	switch {
	case c.allow != "":
		return badRequest(http.StatusMethodNotAllowed, "MethodNotAllowed", "The method is not allowed here").with("Allow", c.allow)
	case c.op == "":
		return badRequest(http.StatusNotFound, "NotFound", "There is nothing at this address")
	case c.op == OpToken:
		return p.token(c)
	}
	if a, refused := p.checkGateway(c); refused {
		return a
	}
	if c.op == OpSandboxes {
		return sandboxes(c)
	}
	if a, refused := checkFlow(c); refused {
		if strings.HasPrefix(c.request.URL.Path, flowPath) {
			return a
		}
		// Catalog and Data Access have no codes.
		return badRequest(a.status, strings.ReplaceAll(http.StatusText(a.status), " ", "")+"Error", "The sandbox cannot be used")
	}
	return p.handlers[c.op](c)
}

// flowHandlers are those of the Flow Service, behind its own checks.
func (p *core) flowHandlers() map[Op]func(*call) answer {
	connections, flows, sides := connectionService{p}, flowService{p}, sideService{p}
	catalog, prep := catalogService{p}, prepService{p}
	return map[Op]func(*call) answer{
		OpConfigs: configs,
		OpCreate:  connections.create,
		OpList:    connections.list,
		OpGet:     connections.one(show),
		OpTest:    connections.one(test),
		OpExplore: connections.one(explore),
		OpPatch:   connections.patch,
		OpDelete:  connections.remove,

		OpSources:    sides.list("/sourceConnections", sourceFields, false),
		OpSource:     sides.show(false),
		OpTargets:    sides.list("/targetConnections", targetFields, true),
		OpTarget:     sides.show(true),
		OpFlows:      flows.list,
		OpFlow:       flows.show,
		OpFlowPatch:  flows.patch,
		OpFlowDelete: flows.remove,
		OpFlowAction: flows.act,
		OpRuns:       flows.runList,
		OpRun:        flows.showRun,
		OpRunNew:     flows.start,
		OpRunAction:  flows.again,

		OpSourceNew:    sides.newSource,
		OpSourceDelete: sides.remove(false),
		OpTargetNew:    sides.newTarget,
		OpTargetDelete: sides.remove(true),
		OpFlowNew:      flows.create,

		OpSchema:             oneSchema,
		OpMappingSetNew:      prep.create,
		OpMappingSet:         prep.one,
		OpMappingValidate:    prep.validate,
		OpMappingPreview:     prep.preview,
		OpExpressionValidate: prep.validateExpression,

		OpDatasets: catalog.datasets,
		OpDataset:  catalog.dataset,
		OpExport:   catalog.export,
	}
}
