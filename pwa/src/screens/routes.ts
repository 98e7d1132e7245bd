import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { Home } from './home/home'
import { later, type Route, type ScreenProps } from './route'

type Screen<M> = (screens: M) => ComponentType<ScreenProps>

const phone = (pick: Screen<typeof import('./phone')>) => later(() => import('./phone'), pick)

/** What somebody may first come to. */
export const routes: Route[] = [
  { path: '/', name: 'tab.home', frame: 'phone', load: async () => Home },
  {
    path: '/log/:service',
    name: 'screen.name.log',
    frame: 'phone',
    load: later(
      () => import('./log/log'),
      (m) => m.Log,
    ),
  },
  {
    path: '/count',
    name: 'screen.name.count',
    frame: 'phone',
    load: later(
      () => import('./crowd/count'),
      (m) => m.CountPeople,
    ),
  },
  {
    path: '/r/:code',
    name: 'screen.name.snapshot',
    frame: 'none',
    load: later(
      () => import('./desk/totals/snapshot'),
      (m) => m.Snapshot,
    ),
  },
  {
    path: '/j',
    name: 'do.join',
    frame: 'phone',
    load: later(
      () => import('./join/join'),
      (m) => m.Join,
    ),
  },
]

/** Every other screen but the desk's, which brings its own; none until they are here. */
export const otherRoutes = signal<Route[]>([])

/** What fetches those. */
export const openOthers: Route = {
  path: '*',
  name: 'app.name',
  frame: 'phone',
  load: later(
    () => import('./other-routes'),
    (m) => {
      otherRoutes.value = m.routes
      return m.Blank
    },
  ),
}

/** What stands before every screen of a person who has locked it with a PIN. */
export const lock: Route = {
  path: '*',
  name: 'app.name',
  frame: 'none',
  load: phone((m) => m.Lock),
}

/** What is shown for an address that no screen has. */
export const notFound: Route = {
  path: '*',
  name: 'screen.name.missing',
  frame: 'phone',
  load: phone((m) => m.NotFound),
}

/** The same at the desk, with the desk's tabs. */
export const notFoundAtDesk: Route = { ...notFound, frame: 'desk' }
