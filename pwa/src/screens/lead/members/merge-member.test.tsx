// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { pathOf } from '../../../api/paths'
import { addWords, loadLaterWords, t } from '../../../i18n'
import { getDeskAnswer } from '../../../store/desk/read'
import { freshStore } from '../../../sync/test-phone'
import { MergeMember } from './merge-member'

const { server } = vi.hoisted(() => ({
  server: { sent: [] as string[], asked: new Map<string, () => void>() },
}))
vi.mock('../../../api/desk', () => {
  const good = (body: unknown) => ({ status: 200, body, etag: null, retryAfter: null })
  return {
    readDesk: async (path: string) => {
      const into = path.split('into=')[1] ?? ''
      await new Promise<void>((resolve) => server.asked.set(into, resolve))
      return good({ sessions: 4, both: 0, turns: 0, phones: 1, kept: { id: into, name: into } })
    },
    writeDesk: async (_method: string, path: string) => {
      server.sent.push(path)
      return good({})
    },
  }
})

let place: HTMLElement
const person = (id: string) => ({ id, name: id, from: '2026-01-01' })

beforeEach(async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  server.sent = []
  place = document.createElement('div')
  const others = [person('minh'), person('hoa')]
  const form = <MergeMember team="t" member={person('lan')} others={others} onClose={() => {}} />
  act(() => render(form, place))
})
afterEach(() => act(() => render(null, place)))

const choose = (id: string) =>
  act(() => {
    const select = place.querySelector('select') as HTMLSelectElement
    select.value = id
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
const asks = (id: string) => vi.waitFor(() => expect(server.asked.has(id)).toBe(true))
const submit = () =>
  act(async () => {
    place.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  })

it('merges into nobody before it has said what that changes', async () => {
  choose('minh')
  await asks('minh')
  choose('hoa')
  await asks('hoa')
  server.asked.get('minh')?.()
  const told = pathOf('/api/teams/{team_id}/members/{member_id}/merge', {
    team_id: 't',
    member_id: 'lan',
    into: 'minh',
  })
  await vi.waitFor(async () => expect((await getDeskAnswer(told))?.body).toBeTruthy())
  await act(async () => undefined)
  await submit()
  expect(place.textContent).toContain(t('members.merge.wait'))
  expect(server.sent).toEqual([])
  await act(async () => server.asked.get('hoa')?.())
  await vi.waitFor(() => expect(place.textContent).toContain(t('members.merge.for_good')))
  await submit()
  await vi.waitFor(() => expect(server.sent).toEqual(['/api/teams/t/members/lan/merge']))
})
