// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { HelpSessionInput } from '../../actions/help-session'
import type { Outcome } from '../../actions/outcome'
import { saveDraft } from '../../actions/phone'
import { loadLaterWords, t } from '../../i18n'
import { inVietnam, shiftDay } from '../../i18n/dates'
import { type Catalogue, catalogue } from '../../queries'
import { first } from '../../queries/test-live'
import { db } from '../../store/database'
import { freshStore } from '../../sync/test-phone'
import { type Draft, newDraft } from '../log/draft'
import { EditForm } from './edit'

const KEY = 'edit a session@lan/team'
const today = inVietnam(Date.now()).day
const yesterday = shiftDay(today, -1)
const STANDS: Draft = newDraft(['DD01'], { day: today, time: '00:00' }, null)
const SAVED: Draft = { ...STANDS, day: yesterday }
let place: HTMLElement
let known: Catalogue
/** What was said at each saving: whether there is more to save. */
let goesOn: boolean[]
let sent: { form: HelpSessionInput; seen: HelpSessionInput }[]
/** Ends the saving that is under way. */
let end: (answer: Outcome) => void

/** The page as it is drawn when the session has been read, and stood so in the store. */
function draw(stands: Draft): void {
  const whose = { team: null, author: null }
  const save = async (form: HelpSessionInput, seen: HelpSessionInput) => {
    sent.push({ form, seen })
    return await new Promise<Outcome>((resolve) => {
      end = resolve
    })
  }
  const none = async (): Promise<Outcome> => ({ ok: true })
  act(() =>
    render(
      <EditForm
        kept={KEY}
        read={{}}
        stands={stands}
        whose={whose}
        asks={null}
        catalogue={known}
        save={save}
        onSaved={(more) => goesOn.push(more)}
        cancel={none}
        onCanceled={() => undefined}
      />,
      place,
    ),
  )
}

const radio = (day: string) => place.querySelector<HTMLInputElement>(`input[value="${day}"]`)
const choose = (day: string) => act(() => radio(day)?.click())
const chosen = () => [today, yesterday].filter((day) => radio(day)?.checked)
const saveButton = () =>
  [...place.querySelectorAll('button')].find(
    (one) => one.textContent === t('session.save'),
  ) as HTMLButtonElement
const kept = async () => (await db.drafts.get(KEY))?.value as { draft: Draft } | undefined

/** The session is changed to yesterday's, and "Lưu thay đổi" has been tapped. */
async function save(): Promise<void> {
  choose(yesterday)
  await vi.waitFor(async () => expect((await kept())?.draft.day).toBe(yesterday))
  act(() => saveButton().click())
  await vi.waitFor(() => expect(sent).toHaveLength(1))
}

/** It is durable; no screen has read it yet. */
async function saved(): Promise<void> {
  await db.drafts.delete(KEY)
  await act(async () => end({ ok: true }))
}

const unsaved = () => place.textContent?.includes(t('session.unsaved'))

beforeAll(loadLaterWords)
beforeEach(async () => {
  await freshStore()
  known = (await first(catalogue())) as Catalogue
  sent = []
  goesOn = []
  place = document.createElement('div')
  document.body.replaceChildren(place)
  draw(STANDS)
  await vi.waitFor(() => expect(saveButton()).toBeDefined())
})
afterEach(() => act(() => render(null, place)))

it('shows what was saved, not what stood before, until the store has been read', async () => {
  await save()
  await saved()
  expect(chosen()).toEqual([yesterday])
  expect(saveButton().disabled).toBe(true)
  draw(SAVED)
  expect(chosen()).toEqual([yesterday])
  draw(STANDS) // somebody has changed it back since
  expect(chosen()).toEqual([today])
})

it('shows what stands as soon as it is read, also where the change did not go in', async () => {
  await save()
  await saved()
  expect(chosen()).toEqual([yesterday])
  draw(STANDS) // somebody else's is held against it
  expect(chosen()).toEqual([today])
  choose(yesterday)
  act(() => saveButton().click())
  await vi.waitFor(() => expect(sent).toHaveLength(2))
  expect(sent[1]).toMatchObject({ form: { day: yesterday }, seen: { day: today } })
})

it('takes up what another window keeps after this one has saved', async () => {
  await save()
  await saved()
  draw(SAVED)
  expect(goesOn).toEqual([false])
  await saveDraft(KEY, { draft: { ...SAVED, people: 7 }, seen: SAVED })
  await vi.waitFor(() => expect(saveButton().disabled).toBe(false))
  expect(place.querySelector<HTMLInputElement>('.stepper input')?.value).toBe('7')
})

it('takes what is put in right after saving as a change of what was saved', async () => {
  await save()
  await saved()
  choose(today)
  expect(chosen()).toEqual([today])
  draw(SAVED)
  expect(chosen()).toEqual([today])
  act(() => saveButton().click())
  await vi.waitFor(() => expect(sent).toHaveLength(2))
  expect(sent[1]).toMatchObject({ form: { day: today }, seen: { day: yesterday } })
})

it('loses nothing that is put in while it is being saved', async () => {
  await save()
  choose(today)
  await saved()
  expect(goesOn).toEqual([true])
  draw(SAVED)
  expect(chosen()).toEqual([today])
  await vi.waitFor(async () => expect((await kept())?.draft.day).toBe(today))
  act(() => saveButton().click())
  await vi.waitFor(() => expect(sent).toHaveLength(2))
  expect(sent[1]).toMatchObject({ form: { day: today }, seen: { day: yesterday } })
})

it('goes on with what was kept, and is kept where saving fails', async () => {
  act(() => render(null, place))
  await saveDraft(KEY, { draft: SAVED, seen: STANDS })
  draw(STANDS)
  await vi.waitFor(() => expect(chosen()).toEqual([yesterday]))
  act(() => saveButton().click())
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  await act(async () => end({ ok: false, problem: 'storage_full' }))
  expect(chosen()).toEqual([yesterday])
  await vi.waitFor(() => expect(saveButton().disabled).toBe(false))
  expect((await kept())?.draft.day).toBe(yesterday)
})

it('says that what was kept of an earlier visit is not saved', async () => {
  expect(unsaved()).toBe(false)
  await saveDraft(KEY, { draft: { ...STANDS, people: 7 }, seen: STANDS })
  await vi.waitFor(() => expect(unsaved()).toBe(true))
  act(() => saveButton().click())
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  await saved()
  await vi.waitFor(() => expect(unsaved()).toBe(false))
  choose(yesterday)
  expect(unsaved()).toBe(true)
  choose(today)
  expect(unsaved()).toBe(false)
})

it('refuses a mistyped year beside the day, and saves nothing', async () => {
  HTMLElement.prototype.scrollIntoView = () => undefined
  choose('other')
  const field = () => place.querySelector<HTMLInputElement>('input[type=date]')
  await vi.waitFor(() => expect(field()).not.toBeNull())
  const typed = field() as HTMLInputElement
  typed.value = '2024-02-29'
  act(() => void typed.dispatchEvent(new Event('input', { bubbles: true })))
  const wrong = () => place.querySelector('.field .wrong')?.textContent
  await vi.waitFor(() => expect(wrong()).toMatch(/^Bạn chọn một ngày từ [\d/]+ đến hôm nay\.$/))
  act(() => saveButton().click())
  await vi.waitFor(() => expect(place.textContent).toContain(t('log.blocked')))
  expect(sent).toEqual([])
})

it('tells of a session of another month where its figures may be on paper already', async () => {
  const told = () => place.textContent?.includes('Bổ sung')
  expect(told()).toBe(false)
  act(() => render(null, place))
  const before = shiftDay(`${today.slice(0, 8)}01`, -1)
  draw({ ...STANDS, day: before, stood: before })
  await vi.waitFor(() => expect(told()).toBe(true))
})
