package parts

import "mooring/client/practice"

// PracticeName is what an organization of the practice Platform is called.
func PracticeName(orgID string) string {
	if orgID == practice.OrgOnAWS {
		return Tr("account.practiceOnAWS")
	}
	return Tr("account.practice")
}
