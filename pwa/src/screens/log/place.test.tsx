// @vitest-environment jsdom
import { render } from 'preact'
import { useState } from 'preact/hooks'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { loadLaterWords, t } from '../../i18n'
import { places } from '../../queries/team'
import { joinedPhone } from '../../sync/test-phone'
import { type Draft, newDraft } from './draft'
import { PlaceChoice } from './place'

const MINH = 'c0000000-0000-4000-8000-00000000001b'
const NAME = 'Chợ Phổ Cường'
let place: HTMLElement
let draft: Draft
let change: (next: Draft) => void

function Screen() {
  const start = newDraft(['DD01'], { day: '2026-11-24', time: '09:10' }, null)
  const [kept, setKept] = useState<Draft>({ ...start, newPlace: NAME, newPlaceKind: 'CHO' })
  draft = kept
  change = setKept
  return <PlaceChoice draft={kept} onChange={setKept} />
}

beforeAll(loadLaterWords)
beforeEach(async () => {
  await joinedPhone()
  place = document.createElement('div')
  document.body.replaceChildren(place)
  act(() => render(<Screen />, place))
})
afterEach(() => act(() => render(null, place)))

const button = () => place.querySelector('button') as HTMLButtonElement

/** Taps "add", and changes the form before the place is kept. */
async function addAnd(part: Partial<Draft>): Promise<void> {
  await vi.waitFor(() => expect(place.querySelector('input[type=radio]')).not.toBeNull())
  expect(button().textContent).toBe(t('log.place.add'))
  act(() => button().click())
  act(() => change({ ...draft, ...part }))
  expect(draft.place).toBeNull()
  await vi.waitFor(() => expect(places().value?.map(({ name }) => name)).toEqual([NAME]))
}

it('keeps what is put in while a place is being added', async () => {
  await addAnd({ companions: [MINH] })
  await vi.waitFor(() => expect(draft.place).not.toBeNull())
  expect(draft.companions).toEqual([MINH])
  expect(draft).toMatchObject({ placeKind: 'CHO', newPlace: undefined, newPlaceKind: undefined })
  expect(places().value?.map(({ placeKind }) => placeKind)).toEqual(['CHO'])
})

it.each([{ newPlace: 'Nhà văn hóa' }, { newPlaceKind: 'TRUONG' }])(
  'is not chosen where another is wanted meanwhile: %o',
  async (part) => {
    await addAnd(part)
    await vi.waitFor(() => expect(button().disabled).toBe(false))
    expect(draft).toMatchObject({ newPlace: NAME, ...part, place: null })
  },
)

it('takes no kind that nobody has said', async () => {
  act(() => change({ ...draft, newPlaceKind: undefined }))
  await vi.waitFor(() => expect(place.querySelectorAll('input[type=radio]').length).toBe(8))
  expect(place.querySelector('input[type=radio]:checked')).toBeNull()
  expect(button().disabled).toBe(true)
  act(() => (place.querySelector('input[value=CHO]') as HTMLInputElement).click())
  expect([draft.newPlaceKind, button().disabled]).toEqual(['CHO', false])
})
