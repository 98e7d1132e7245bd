import { pathOf, queryOf } from '../../api/paths'
import type { Wire } from '../../api/wire'
import { change } from '../../sync/desk'
import type { Outcome } from '../outcome'

export type Certificate = Wire['Certificate']
export type CertificatePreview = Wire['CertificatePreview']

/** Of a member of a team, from a day to a day (YYYY-MM-DD). */
export interface CertificateParams {
  team: string
  member: string
  from: string
  to: string
}

const seg = encodeURIComponent
const ofMember = ({ team, member }: CertificateParams) =>
  `/api/teams/${seg(team)}/members/${seg(member)}/certificates`

/** Issues a certificate with the figures as the server has them now. */
export async function issueCertificate(of: CertificateParams): Promise<Outcome<{ code: string }>> {
  const body = { from: of.from, to: of.to }
  const answer = await change('POST', ofMember(of), body, [`${ofMember(of)}${queryOf(body)}`])
  return answer.ok ? { ok: true, code: (answer.body as Certificate).code } : answer
}

/** Whoever asks by its code is told from then on that it holds no more. */
export async function withdrawCertificate(code: string, reason: string): Promise<Outcome> {
  const key = pathOf('/api/certificates/{code}', { code })
  return await change('POST', `${key}/withdrawal`, { reason: reason || null }, [key])
}
