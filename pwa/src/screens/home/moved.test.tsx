// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeAll, expect, it, vi } from 'vitest'
import { loadLaterWords, t } from '../../i18n'
import { me, useLive } from '../../queries'
import { getSetting, putSetting } from '../../store/settings'
import { joinedPhone } from '../../sync/test-phone'
import { Moved } from './moved'

const place = document.createElement('div')

function Screen() {
  const person = useLive(me())
  return person ? <Moved person={person} /> : null
}

beforeAll(async () => {
  document.body.append(place)
  await loadLaterWords()
})

it('tells somebody once that they are in another team, and where their work counts', async () => {
  await joinedPhone()
  const [now] = (await getSetting('enrolments')) ?? []
  if (!now) throw new Error('nobody has joined')
  const before = { ...now, team: 'before', team_name: 'Phổ Thuận', state: 'ended' as const }
  const another = { ...before, member: 'lan', team_name: 'Phổ Ninh' }
  await putSetting('enrolments', [now, before, another])
  act(() => render(<Screen />, place))
  const told = t('news.moved', { team: now.team_name, before: 'Phổ Thuận' })
  await vi.waitFor(() => expect(place.textContent).toContain(told))
  await act(async () => place.querySelector('button')?.click())
  await vi.waitFor(() => expect(place.textContent).toBe(''))
  await putSetting('enrolments', [now, before, { ...before, team: 'third', team_name: 'Sa Huỳnh' }])
  const third = t('news.moved', { team: now.team_name, before: 'Sa Huỳnh' })
  await vi.waitFor(() => expect(place.textContent).toContain(third))
})
