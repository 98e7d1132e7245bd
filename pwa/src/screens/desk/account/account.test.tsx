// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { refreshAnswer } from '../../../actions/lead/refresh'
import { addWords, loadLaterWords } from '../../../i18n'
import { change } from '../../../sync/desk'
import { freshStore } from '../../../sync/test-phone'
import { useSignedIn } from '../../lead/signed-in'
import { setQuery } from '../../shared/set-query'
import { SignedIn } from './account'

const { server } = vi.hoisted(() => ({ server: { unit: 'Phổ Cường' } }))
vi.mock('../../../api/desk', () => {
  const answer = (status: number, body: unknown) => ({ status, body, etag: null, retryAfter: null })
  const account = () => ({
    id: 'a',
    name: 'Cường',
    role: 'coordinator',
    unit: { id: server.unit, name: server.unit, kind: 'xa' },
  })
  return {
    readDesk: async () => answer(200, { account: account(), stage: 'ready' }),
    writeDesk: async () => answer(403, { code: 'wrong_role' }),
  }
})

function Own() {
  return <p data-figure="unit">{useSignedIn()?.unit?.name}</p>
}

let place: HTMLElement
const unit = () => place.querySelector('[data-figure=unit]')?.textContent

beforeEach(async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  server.unit = 'Phổ Cường'
  await refreshAnswer('/api/session')
  place = document.createElement('div')
})
afterEach(() => act(() => render(null, place)))

it('follows the unit of who is signed in to the one that took its place', async () => {
  const both = (
    <>
      <SignedIn />
      <Own />
    </>
  )
  act(() => render(both, place))
  await vi.waitFor(() => expect(unit()).toBe('Phổ Cường'))
  server.unit = 'Khánh Cường'
  act(() => setQuery({ month: '2026-11' }))
  await vi.waitFor(() => expect(unit()).toBe('Khánh Cường'))
})

it('asks who is signed in when something is refused', async () => {
  act(() => render(<Own />, place))
  await vi.waitFor(() => expect(unit()).toBe('Phổ Cường'))
  server.unit = 'Khánh Cường'
  await change('POST', '/api/reports', {}, [])
  await vi.waitFor(() => expect(unit()).toBe('Khánh Cường'))
})
