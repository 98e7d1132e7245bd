// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import { type NewInvitation, revokeInvitation } from '../../actions/lead/desk'
import { loadLaterWords, t } from '../../i18n'
import type { Row } from '../../rules/types'
import { putDraft } from '../../store/change-drafts'
import { db } from '../../store/database'
import { getDraft } from '../../store/drafts'
import { joinedPhone, LAN } from '../../sync/test-phone'
import { DEVICE, TEAM } from '../../sync/test-server'
import { OwnTeamInvite } from './invite'

const CODE = { id: 'i1', link: 'https://x/j#v1.secret', short_code: 'ABCDE-FGHJK', max_uses: 10 }
const created_at = '2026-12-01T00:00:00Z'
const made = { ...CODE, uses: 0, role: 'volunteer', expires_at: '2099-01-01T00:00:00Z' }
const row = { ...made, uses: 5, created_at, revoked_at: null, member: null }

vi.mock('../../sync/desk', () => ({
  change: async () => ({ ok: true, body: made }),
  refresh: async () => ({ ok: true }),
}))
vi.mock('../../queries/desk-answer', async (original) => {
  const { signal } = await import('@preact/signals')
  const all = await original<typeof import('../../queries/desk-answer')>()
  return { ...all, answerAt: () => signal({ at: null, body: { rows: [row] } }) }
})

it('shows the same code again on the phone that made it, until it is withdrawn', async () => {
  await loadLaterWords()
  await joinedPhone()
  const ha = { member: LAN, member_name: 'Hà', team: TEAM.slice(5), team_name: 'Phổ Cường' }
  const enrolments = [{ ...ha, role: 'lead', state: 'approved', phrase: null, channel: TEAM }]
  const phone = { id: DEVICE, kind: 'device', channel: `device:${DEVICE}`, ver: 1, h: '' }
  await db.base.put({ ...phone, f: { enrolments, state: 'approved' } } as unknown as Row)
  await putDraft('codes', [{ ...made, id: 'over', expires_at: '2026-01-01' }], created_at)
  act(() => render(<OwnTeamInvite />, document.body))
  await vi.waitFor(async () => expect(await getDraft('codes')).toEqual([]))
  const button = (name: string) =>
    [...document.querySelectorAll('button')].find((one) => one.textContent === name)
  const tap = async (name: string) => {
    await vi.waitFor(() => expect(button(name)).toBeDefined())
    act(() => button(name)?.click())
  }
  const says = (text: string) => vi.waitFor(() => expect(document.body.textContent).toContain(text))
  vi.spyOn(db.drafts, 'put').mockRejectedValueOnce(new Error('full'))
  await tap(t('invite.make'))
  await says(t('invite.show.once'))
  await tap(t('do.close'))
  await tap(t('invite.make'))
  await says(t('invite.show.kept'))
  await tap(t('do.close'))
  await tap(t('invite.show.again'))
  await says(made.short_code)
  await says('5/10')
  await revokeInvitation((made as NewInvitation).id, TEAM)
  expect(await getDraft('codes')).toEqual([])
})
