import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import '../styles/index.css'
import { forgetEarlyScreen } from '../actions/early-screen'
import { hideSnackbar, Snackbar } from '../components/snackbar'
import { language, showLanguage, t } from '../i18n'
import { environment, me, screenLock, useLive } from '../queries'
import { leaveEarly } from './early'
import { Frame } from './frame'
import { later, type Route, type ScreenProps } from './route'
import { address, isAtDesk, match, moves, type Params } from './router'
import { lock, notFound, notFoundAtDesk, openOthers, otherRoutes, routes } from './routes'

interface Found {
  route: Route
  params: Params
}

/** The desk: a phone that never opens it does not carry its routes and its frame. */
const desk = signal<typeof import('./desk/entrance') | null>(null)

const openDesk: Route = {
  path: '*',
  name: 'screen.name.desk',
  frame: 'desk',
  load: later(
    () => import('./desk/entrance'),
    (entrance) => {
      desk.value = entrance
      return entrance.Nothing
    },
  ),
}

function find(path: string): Found {
  const atDesk = isAtDesk(path)
  if (atDesk && !desk.value) return { route: openDesk, params: {} }
  const others = otherRoutes.value
  for (const route of (atDesk && desk.value?.deskRoutes) || [...routes, ...others]) {
    const params = match(route.path, path)
    if (params) return { route, params }
  }
  if (!atDesk && others.length === 0) return { route: openOthers, params: {} }
  return { route: atDesk ? notFoundAtDesk : notFound, params: {} }
}

/** Fetches the screen of the address; what fails is told where it is shown. */
export async function loadScreen(): Promise<void> {
  const { path } = address.peek()
  const { route } = find(path)
  await route.load()
  if (route === openOthers) await find(path).route.load()
}

const loaded = new Map<Route, ComponentType<ScreenProps>>()

/** The whole app: the screen of the address in its frame. */
export function App() {
  if (environment().value.inAppBrowser) return <CurrentScreen route={gate} params={{}} />
  return <InLanguage />
}

/** The screen of the address, in the language that was chosen on this phone. */
function InLanguage() {
  const person = useLive(me())
  const { language: chosen, current: holder } = person ?? {}
  useForgotten(JSON.stringify(person))
  useEffect(() => {
    if (chosen && chosen !== language.peek()) void showLanguage(chosen)
  }, [chosen])
  // What was said, and the way to take it back, was for whoever held the phone then.
  useEffect(() => {
    if (holder) hideSnackbar()
  }, [holder?.member, holder?.team, screenLock() === 'locked'])
  const found = find(address.value.path)
  const standing = doorOf(found.route)
  if (standing === 'locked') return <CurrentScreen route={lock} params={{}} />
  if (standing === 'closed' && desk.value)
    return <CurrentScreen route={desk.value.closed} params={{}} />
  return <CurrentScreen {...found} held={standing === 'unknown'} />
}

/** What was kept of the first screen holds for nobody but for whom it was, as they were then. */
function useForgotten(person: string | undefined): void {
  const before = useRef(person)
  useEffect(() => {
    if (before.current !== undefined && before.current !== person) forgetEarlyScreen()
    before.current = person
  }, [person])
}

/** Whether the screen may be seen by whoever holds the phone. Signing in is open to all. */
function doorOf({ frame }: Route): 'open' | 'locked' | 'closed' | 'unknown' {
  if (frame === 'phone') return screenLock()
  return (frame === 'desk' && desk.value?.door()) || 'open'
}

const gate: Route = {
  path: '*',
  name: 'app.name',
  frame: 'none',
  load: later(
    () => import('./gate'),
    (m) => m.Gate,
  ),
}

function CurrentScreen({ route, params, held = false }: Found & { held?: boolean }) {
  const [failed, setFailed] = useState<Route | null>(null)
  const [, draw] = useState(0)
  const component = loaded.get(route)
  const Screen = held ? undefined : component
  const fetchScreen = () => {
    setFailed(null)
    route.load().then(
      (component) => {
        loaded.set(route, component)
        draw((n) => n + 1)
      },
      () => setFailed(route),
    )
  }
  // a route is fetched once, when it is first shown
  useEffect(() => {
    if (!component) fetchScreen()
  }, [route])
  useLayoutEffect(() => {
    if ((Screen || failed) && route.path !== '/') leaveEarly(null)
  })
  useArrival(route, Boolean(Screen))
  return (
    <>
      <Frame kind={route.frame} desk={desk.value}>
        {Screen && <Screen key={address.value.path} params={params} />}
        {!Screen && (
          <main class="page" aria-busy={failed !== route}>
            <h1 class="unseen" tabIndex={-1}>
              {t(route.name)}
            </h1>
            {failed === route && (
              <div class="card quiet">
                <p>{t('app.not_here')}</p>
                <button type="button" class="button" onClick={fetchScreen}>
                  {t('do.again')}
                </button>
              </div>
            )}
          </main>
        )}
      </Frame>
      <Snackbar />
    </>
  )
}

/** Tells where one has arrived: the window's title, and the focus on the heading. */
function useArrival(route: Route, ready: boolean): void {
  const path = address.value.path
  const spoken = language.value
  // the title also follows the language; some screens bring their own name
  useEffect(() => {
    document.documentElement.lang = spoken
    document.title =
      route.name === 'app.name' ? t('app.name') : `${t(route.name)} · ${t('app.name')}`
  }, [route, spoken, ready])
  // one arrival for each path
  useEffect(() => {
    if (ready && moves.peek() > 0) document.querySelector<HTMLElement>('h1')?.focus()
  }, [path, ready])
}
