// Screening: finds in a note what could tell who a citizen is, or open their account.
//
// The phone runs this before it saves a note; the server runs the twin (sync/screening) before
// it stores anything. Both read sync/cases/screening.json and notes.json. What is looked for, and
// what each file does, stands in the twin's __init__.py; the files have the same names.

export { blank } from './blanking'
export { findCitizenData } from './detecting'
export { type Finding, KINDS, type Kind } from './findings'
export { toNfc } from './folding'
