// @vitest-environment jsdom
import { effect } from '@preact/signals'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { saveDraft } from '../../actions/phone'
import { loadLaterWords, t } from '../../i18n'
import { catalogue, me, useLive } from '../../queries'
import { type Usual, usual } from '../../queries/usual'
import { today } from '../../store/days'
import { joinedPhone, LAN } from '../../sync/test-phone'
import { TEAM } from '../../sync/test-server'
import { Where } from './where'

const KEY = `usual@${LAN}/${TEAM.slice(5)}`
const BEFORE: Usual = { day: '2026-11-24', placeKind: 'CHO', place: null, companions: [] }
let place: HTMLElement

function Screen() {
  const person = useLive(me())
  const known = useLive(catalogue())
  return person && known ? <Where person={person} catalogue={known} day={today()} /> : null
}

const chip = () => place.querySelector<HTMLElement>('.where')
const said = (text: string) => vi.waitFor(() => expect(chip()?.textContent).toBe(text))

beforeAll(async () => {
  HTMLDialogElement.prototype.showModal ??= () => undefined // jsdom has none
  await loadLaterWords()
})
beforeEach(async () => {
  await joinedPhone()
  await saveDraft(KEY, BEFORE)
  place = document.createElement('div')
  document.body.replaceChildren(place)
  act(() => render(<Screen />, place))
  await said(t('home.where'))
})
afterEach(() => act(() => render(null, place)))

it('asks on a new day, and takes the place of the day before at a tap', async () => {
  act(() => chip()?.click())
  act(() => place.querySelector<HTMLElement>('input[value=CHO]')?.click())
  await said('Chợ')
})

it('has no form begin with what was usual before', () => {
  let told: unknown
  effect(() => {
    told = usual(KEY, null).value
  })()
  expect(told).toBeUndefined()
})
