// Screening: finds in a note what could tell who a citizen is, or open their account.
//
// The phone runs this before it saves a note; the server runs the twin (sync/screening) before
// it stores anything. Both read sync/cases/screening.json. Names of persons cannot be told from
// other words reliably and are not looked for. What each file does stands in the twin's
// __init__.py; the files have the same names.

export { blank } from './blanking'
export { findCitizenData } from './detecting'
export { type Finding, KINDS, type Kind } from './findings'
export { toNfc } from './folding'
