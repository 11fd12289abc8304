package client

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const (
	catalogPath  = "/data/foundation/catalog"
	datasetsPath = catalogPath + "/dataSets"
	// Catalog gives no more than this of a list at a time.
	datasetPageSize = 100
)

// Dataset is what Catalog says of a dataset.
type Dataset struct {
	ID     DatasetID
	Name   string
	Schema SchemaRef // zero where it is not said
	// Profile says that what is in it becomes part of profiles.
	Profile bool
}

// datasetProperties is what is asked for of a dataset.
const datasetProperties = "properties=name,schemaRef,tags"

// Dataset returns what Catalog says of one dataset. One that is not there gives
// KindNotFound.
func (d *Dataflows) Dataset(ctx context.Context, id DatasetID) (Dataset, error) {
	q := call{
		op: opDataset, method: http.MethodGet, path: datasetsPath + "/" + url.PathEscape(string(id)), query: datasetProperties,
		want: http.StatusOK,
	}
	return ask(ctx, d.client, q, checkID(opDataset, "ID", string(id)), func(a Answer) (Dataset, *APIError) {
		all, e := readDatasets(a.Body)
		if e != nil {
			return Dataset{}, e
		}
		for _, found := range all {
			if strings.EqualFold(string(found.ID), string(id)) {
				return found, nil
			}
		}
		if len(all) == 0 {
			return Dataset{}, &APIError{Kind: KindNotFound, Err: errGone}
		}
		return Dataset{}, &APIError{Kind: KindNotPlatform, Err: errOtherItem}
	})
}

// Datasets returns the datasets of the sandbox, page by page as they are taken:
// the newest pages first. An error ends the sequence and is its last pair.
func (d *Dataflows) Datasets(ctx context.Context) iter.Seq2[Dataset, error] {
	return func(yield func(Dataset, error) bool) {
		seen := map[DatasetID]bool{}
		for start := 0; start < maxPages*datasetPageSize; start += datasetPageSize {
			q := call{
				op: opDatasets, method: http.MethodGet, path: datasetsPath, want: http.StatusOK,
				query: fmt.Sprintf("limit=%d&start=%d&%s&orderBy=desc:created", datasetPageSize, start, datasetProperties),
			}
			page, err := ask(ctx, d.client, q, nil, func(a Answer) ([]Dataset, *APIError) { return readDatasets(a.Body) })
			if err != nil {
				yield(Dataset{}, err)
				return
			}
			fresh := false
			for _, found := range page {
				if seen[found.ID] {
					continue
				}
				seen[found.ID], fresh = true, true
				if !yield(found, nil) {
					return
				}
			}
			// A page with nothing new comes from a server that ignores the start.
			if len(page) < datasetPageSize || !fresh {
				return
			}
		}
		yield(Dataset{}, &APIError{Kind: KindNotPlatform, Op: opDatasets, Status: http.StatusOK, Err: errEndless})
	}
}

// readDatasets reads an answer of Catalog: an object whose members are the
// datasets, named by their ids. Their order is lost with it.
func readDatasets(body []byte) ([]Dataset, *APIError) {
	o, e := decodeObject(body)
	if e != nil {
		return nil, e
	}
	all := make([]Dataset, 0, len(o))
	for _, id := range slices.Sorted(maps.Keys(o)) {
		if m, ok := o[id].(map[string]any); ok && id != "" {
			all = append(all, readDataset(id, m))
		}
	}
	return all, nil
}

// readDataset reads what Catalog says of a dataset.
func readDataset(id string, o object) Dataset {
	ref := o.object("schemaRef")
	found := Dataset{
		ID: DatasetID(id), Name: o.text("name"),
		Schema: SchemaRef{ID: ref.text("id"), ContentType: ref.text("contentType")},
	}
	// The tag is written with a space in one place and without in others.
	for _, tag := range o.object("tags").texts("unifiedProfile") {
		found.Profile = found.Profile || strings.ReplaceAll(tag, " ", "") == "enabled:true"
	}
	return found
}
