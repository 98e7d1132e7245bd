import { pathOf } from '../../api/paths'
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

/** Issues a certificate with the figures as the server has them now. */
export async function issueCertificate(of: CertificateParams): Promise<Outcome<{ code: string }>> {
  const body = { from: of.from, to: of.to }
  const shown = pathOf('/api/teams/{team_id}/members/{member_id}/certificates', {
    team_id: of.team,
    member_id: of.member,
    ...body,
  })
  const answer = await change('POST', shown.replace(/\?.*/, ''), body, [shown])
  return answer.ok ? { ok: true, code: (answer.body as Certificate).code } : answer
}

/** Whoever asks by its code is told from then on that it holds no more. */
export async function withdrawCertificate(code: string, reason: string): Promise<Outcome> {
  const key = pathOf('/api/certificates/{code}', { code })
  return await change('POST', `${key}/withdrawal`, { reason: reason || null }, [key])
}
