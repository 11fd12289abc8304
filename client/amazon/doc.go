// Package amazon checks the keys of an S3 account with Amazon itself, or with
// the S3-compatible store that a service URL names, and makes the IAM policy
// that gives such keys the rights Platform needs.
//
// Nothing here runs by itself: a Checker calls out only in Run, with the keys
// that it is given and no others. Files below ~/.aws, the environment and the
// metadata service of a virtual machine are never asked for keys.
//
// That keys work from this computer says nothing about whether a bucket lets in
// the addresses that Platform calls from.
package amazon
