// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { loadLaterWords } from '../../i18n'
import { me, useLive } from '../../queries'
import { getSetting, putSetting } from '../../store/settings'
import { joinedPhone, LAN } from '../../sync/test-phone'
import { Chooser } from './chooser'

const HA = 'c0000000-0000-4000-8000-0000000000aa'
const place = document.body
let holds: string | undefined
let closedFor: (string | undefined)[] = []

function Screen() {
  const person = useLive(me())
  holds = person?.current?.member
  return person ? <Chooser person={person} onClose={() => closedFor.push(holds)} /> : null
}

const name = (text: string) =>
  [...place.querySelectorAll('button.line')].find((one) => one.textContent?.startsWith(text)) as
    | HTMLElement
    | undefined

beforeAll(async () => {
  HTMLDialogElement.prototype.showModal ??= () => undefined // jsdom has none
  await loadLaterWords()
})
afterEach(() => act(() => render(null, place)))

it('goes once the phone is whose name was chosen, and not before', async () => {
  await joinedPhone()
  const [lan] = (await getSetting('enrolments')) ?? []
  if (!lan) throw new Error('nobody has joined')
  await putSetting('enrolments', [lan, { ...lan, member: HA, member_name: 'Hà' }])
  await putSetting('person', { member: LAN, team: lan.team })
  closedFor = []
  act(() => render(<Screen />, place))
  await vi.waitFor(() => expect(name('Hà')).toBeDefined())
  act(() => name('Hà')?.click())
  expect(closedFor).toEqual([])
  await vi.waitFor(() => expect(closedFor).toEqual([HA]))
})
