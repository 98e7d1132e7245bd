// Vietnamese is the source of the type; English must have the same keys.
import type accounts from './vi/accounts.json'
import type activities from './vi/activities.json'
import type activity from './vi/activity.json'
import type app from './vi/app.json'
import type audit from './vi/audit.json'
import type catalogue from './vi/catalogue.json'
import type certificates from './vi/certificates.json'
import type codes from './vi/codes.json'
import type dataRequests from './vi/data-requests.json'
import type excel from './vi/excel.json'
import type forms from './vi/forms.json'
import type guides from './vi/guides.json'
import type handOver from './vi/hand-over.json'
import type home from './vi/home.json'
import type install from './vi/install.json'
import type invitations from './vi/invitations.json'
import type join from './vi/join.json'
import type log from './vi/log.json'
import type me from './vi/me.json'
import type numbers from './vi/numbers.json'
import type ownData from './vi/own-data.json'
import type papers from './vi/papers.json'
import type phones from './vi/phones.json'
import type pin from './vi/pin.json'
import type ready from './vi/ready.json'
import type reports from './vi/reports.json'
import type review from './vi/review.json'
import type screens from './vi/screens.json'
import type security from './vi/security.json'
import type sent from './vi/sent.json'
import type session from './vi/session.json'
import type sessions from './vi/sessions.json'
import type sites from './vi/sites.json'
import type targets from './vi/targets.json'
import type team from './vi/team.json'
import type teams from './vi/teams.json'
import type totals from './vi/totals.json'
import type units from './vi/units.json'

/** Every sentence has a key. Those of problems are looked up by code, with problem(). */
export type Word =
  | keyof typeof accounts
  | keyof typeof activities
  | keyof typeof activity
  | keyof typeof app
  | keyof typeof audit
  | keyof typeof catalogue
  | keyof typeof certificates
  | keyof typeof codes
  | keyof typeof dataRequests
  | keyof typeof excel
  | keyof typeof forms
  | keyof typeof guides
  | keyof typeof handOver
  | keyof typeof home
  | keyof typeof install
  | keyof typeof invitations
  | keyof typeof join
  | keyof typeof log
  | keyof typeof me
  | keyof typeof numbers
  | keyof typeof ownData
  | keyof typeof papers
  | keyof typeof phones
  | keyof typeof pin
  | keyof typeof ready
  | keyof typeof reports
  | keyof typeof review
  | keyof typeof screens
  | keyof typeof security
  | keyof typeof sent
  | keyof typeof session
  | keyof typeof sessions
  | keyof typeof sites
  | keyof typeof targets
  | keyof typeof team
  | keyof typeof teams
  | keyof typeof totals
  | keyof typeof units
