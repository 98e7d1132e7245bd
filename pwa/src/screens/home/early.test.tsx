// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import BOOT from '../../../public/boot.js?raw'
import { PRACTICE_STORE } from '../../practice'
import { catalogue, me, today, useLive } from '../../queries'
import { inAppBrowser, insideAnyApp } from '../../queries/environment'
import type { TeamPlan } from '../../queries/plan'
import { today as dayNow } from '../../store/days'
import { putSetting } from '../../store/settings'
import { joinedPhone, LAN, record, sync } from '../../sync/test-phone'
import { TEAM } from '../../sync/test-server'
import { earlyTiles, hadNotice, hasNotice, leaveEarly } from '../early'
import { keep } from './early'
import { PlanLines } from './plan-lines'
import { FindRow } from './search-field'
import { Strip } from './strip'
import { TileButton, Tiles } from './tiles'
import { useEarly } from './use-early'

const HOLDER = `${LAN}/${TEAM.slice(5)}`
const KEY = 'tungngo.early'

const EVER = { from: '2000-01-01', to: '2099-12-31' }
const PLAN: TeamPlan = {
  on: '2026-11-24',
  targets: [
    { measure: 'people', of: '', label_vi: null, label_en: null, number: 540, before: 43, ...EVER },
  ],
  activities: [{ id: '1', name: 'Ngày hội số', place: 'Chợ Đức Phổ', ...EVER }],
}

let opened: string[] = []
let plan: TeamPlan | null = null
let app = document.createElement('div')

const leave = () => act(() => render(null, app))

/** The page as a start finds it, with what was kept before: nothing of the last one is drawn on. */
function start(path = '/'): void {
  leave()
  history.replaceState(null, '', path)
  app = document.createElement('div')
  app.id = 'app'
  document.body.replaceChildren(app)
  Object.assign(globalThis, { tungNgoEarly: undefined })
  new Function(BOOT)()
}

function Screen() {
  const person = useLive(me())
  const day = useLive(today())
  const known = useLive(catalogue())
  const shown = person && day && known
  const real = shown ? { person, day, catalogue: known, plan, isPutOff: false } : null
  const early = useEarly(real, false, false)
  if (!shown) return null
  return (
    <main class="page home">
      <Strip day={day} joined who={person.current} onChoose={() => undefined}>
        <PlanLines plan={plan} team={TEAM.slice(5)} day={day.day} />
      </Strip>
      <FindRow typed="" onType={() => undefined} />
      <Tiles
        catalogue={known}
        day={early ? { usual: early } : day}
        tile={(service) => (
          <TileButton
            key={service.code}
            service={service}
            n={day.helped.get(service.code) ?? 0}
            onClick={() => opened.push(service.code)}
          />
        )}
      />
    </main>
  )
}

const draw = () => act(() => render(<Screen />, app))
const drawn = () => vi.waitFor(() => expect(codes(app).length).toBeGreaterThan(0))
const kept = () => JSON.parse(localStorage.getItem(KEY) ?? 'null')
const isKept = () => vi.waitFor(() => expect(kept()).not.toBeNull(), { timeout: 15_000 })
const early = () => (globalThis as { tungNgoEarly?: { screen: HTMLElement } }).tungNgoEarly?.screen
const codes = (place: Element | undefined) =>
  [...(place?.querySelectorAll<HTMLElement>('[data-service]') ?? [])].map(
    (tile) => tile.dataset.service,
  )
const codesKept = () => {
  const place = document.createElement('div')
  place.innerHTML = kept()?.html ?? ''
  return codes(place)
}
const tile = (code: string, place = early()) =>
  place?.querySelector<HTMLElement>(`.tile[data-service="${code}"]`) as HTMLElement
const press = (target: HTMLElement, type: string) =>
  target.dispatchEvent(new Event(type, { bubbles: true }))

/** A visit of Lan's on which a session of three people was logged, and the start after it. */
async function visit(): Promise<void> {
  const { ports } = await joinedPhone()
  await record({ day: dayNow(), people: 3 })
  await sync(ports)
  start()
  draw()
  await drawn()
  expect(app.innerHTML).not.toContain('home.') // a sentence that comes later
  await isKept()
  start()
}

beforeAll(() => {
  const program = document.createElement('script')
  program.type = 'module'
  program.setAttribute('src', '/assets/index-1.js')
  document.head.append(program)
})
beforeEach(() => {
  opened = []
  plan = null
  localStorage.clear()
  sessionStorage.clear()
})
afterEach(() => {
  leave()
  vi.useRealTimers()
})

it('paints the tiles of the last visit, and nothing that is of a day', async () => {
  await visit()
  expect(app.hidden).toBe(true)
  expect(early()?.lang).toBe('vi')
  expect(codes(early())).toHaveLength(10)
  expect(earlyTiles()).toEqual(codes(early()))
  const said = early()?.querySelector('.tally')?.textContent ?? ''
  expect(said).toContain('Lan')
  expect(early()?.textContent).not.toMatch(/[1-9]\d* (người|lượt|buổi)|\d\/\d/)
  expect(early()?.querySelector('.count')).toBeNull()
})

it('leaves the lines of a day their room, on that day alone and without a figure', async () => {
  await visit()
  expect(kept().day).toBeNull()
  plan = PLAN
  localStorage.clear()
  await visit()
  expect(early()?.querySelector('.tally > .aim')).not.toBeNull()
  expect(kept().day).not.toBeNull()
  expect(early()?.querySelector('.aim')?.textContent).toBe('')
  expect(early()?.textContent).toContain('Ngày hội số')
})

it('opens what was tapped last, once, when the app is there', async () => {
  await visit()
  tile('DD02').click()
  tile('DD04').click()
  expect(tile('DD02').className).toBe('tile')
  expect(tile('DD04').className).toBe('tile tapped')
  draw()
  await vi.waitFor(() => expect(opened).toEqual(['DD04']))
  expect(app.hidden).toBe(false)
  expect(document.body.children).toHaveLength(1)
  leaveEarly(HOLDER)
  expect(opened).toEqual(['DD04'])
})

it('takes no tile from under a finger', async () => {
  await visit()
  press(tile('DD04'), 'pointerdown')
  draw()
  await drawn()
  expect(app.hidden).toBe(true)
  press(tile('DD04'), 'pointerup')
  expect(app.hidden).toBe(true)
  tile('DD04').click()
  expect(app.hidden).toBe(false)
  expect(opened).toEqual(['DD04'])
})

it('comes when a finger only moved the page', async () => {
  await visit()
  press(tile('DD04'), 'pointerdown')
  draw()
  await drawn()
  press(tile('DD04'), 'pointercancel')
  expect(app.hidden).toBe(false)
  expect(opened).toEqual([])
})

it('leaves the tiles where they were painted, and paints the next start as this one ends', async () => {
  await visit()
  const before = codes(early())
  for (let n = 1; n <= 2; n += 1)
    await record({ day: dayNow(), 'services.KN05': { people: 1, outcome: 'XONG' } })
  localStorage.clear()
  draw()
  await drawn()
  expect(codes(app).slice(0, 10)).toEqual(before)
  // At first it may keep what it knew of before.
  await vi.waitFor(() => expect(codesKept()[1]).toBe('KN05'))
  start()
  expect(codes(early())[1]).toBe('KN05')
})

it('carries out nothing for another person, nor on another screen', async () => {
  await visit()
  tile('DD04').click()
  leaveEarly(null)
  expect(app.hidden).toBe(false)
  localStorage.setItem(KEY, JSON.stringify({ ...kept(), holder: HOLDER.replace('1', '2') }))
  start()
  tile('DD04').click()
  draw()
  await drawn()
  expect(app.hidden).toBe(false)
  expect(opened).toEqual([])
})

it('paints on no other address, in no practice, for no other program, on no later day', async () => {
  await visit()
  const held = kept()
  const painted = (change: object = {}, path = '/') => {
    localStorage.setItem(KEY, JSON.stringify({ ...held, ...change }))
    start(path)
    return early() !== undefined
  }
  expect(painted()).toBe(true)
  expect(painted({}, '/sent')).toBe(false)
  expect(painted({ program: 'http://localhost:3000/assets/index-2.js' })).toBe(false)
  expect(painted({ day: dayNow() })).toBe(true)
  expect(painted({ day: '2026-11-27' })).toBe(false)
  expect(app.hidden).toBe(false)
  sessionStorage.setItem(PRACTICE_STORE, '1')
  expect(painted()).toBe(false)
})

describe('on a first visit', () => {
  const shown = (path: string) => {
    start(path)
    return early()?.textContent
  }
  beforeEach(() => {
    document.head.insertAdjacentHTML(
      'beforeend',
      ['/', '/j']
        .map(
          (path) =>
            `<template data-path="${path}" data-nowhere-in="${insideAnyApp()}">${path}</template>`,
        )
        .join(''),
    )
    Object.assign(navigator, { serviceWorker: { controller: null } })
  })
  afterEach(() => {
    for (const each of document.querySelectorAll('template')) each.remove()
    Reflect.deleteProperty(navigator, 'serviceWorker')
    vi.restoreAllMocks()
  })

  it('shows what the page brings', () => {
    expect(shown('/')).toBe('/')
    localStorage.clear()
    expect(shown('/j#v1.0123456789abcdef')).toBe('/j')
    localStorage.clear()
    expect(shown('/j')).toBeUndefined()
    localStorage.clear()
    expect(shown('/sent')).toBeUndefined()
  })

  it('shows nobody who was here before that nobody has joined', async () => {
    expect(shown('/')).toBe('/')
    expect(shown('/')).toBeUndefined()
    localStorage.clear()
    Object.assign(navigator, { serviceWorker: { controller: {} } })
    expect(shown('/')).toBeUndefined()
    Object.assign(navigator, { serviceWorker: { controller: null } })
  })

  it.each([
    'Android 14) Zalo android/12',
    'iPhone; CPU iPhone OS 17_0) AppleWebKit/605 Mobile/15E148',
  ])('shows nothing in a browser inside another app: %s', (agent) => {
    expect(inAppBrowser(agent)).not.toBeNull()
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(agent)
    expect(shown('/')).toBeUndefined()
  })
})

it('keeps the room of a line above the tiles, and nothing that it says', async () => {
  hasNotice.value = true
  await visit()
  expect(early()?.querySelector('.tally + .notice + .find')?.textContent).toBeDefined()
  expect(early()?.querySelector('.notice')?.textContent).toBe('')
  expect(hadNotice()).toBe(true)
  hasNotice.value = false
})

it('keeps what is drawn while all that it shows is read anew again and again', async () => {
  const { ports } = await joinedPhone()
  await sync(ports)
  start()
  draw()
  await drawn()
  const writing = setInterval(() => void putSetting('language', 'vi'), 200)
  try {
    await isKept()
  } finally {
    clearInterval(writing)
  }
})

it('keeps nothing where a line more stands in the strip', () => {
  localStorage.setItem(KEY, '{}')
  document.body.innerHTML =
    '<main class="home"><section class="tally"><p class="soft"></p></section><div class="find"></div></main>'
  keep({} as Parameters<typeof keep>[0])
  expect(kept()).toBeNull()
})
