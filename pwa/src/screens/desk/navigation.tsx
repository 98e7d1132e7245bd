import { Fragment } from 'preact'
import { t } from '../../i18n'
import { DESK_PRACTICE } from '../../practice'
import { type Tab, Tabs } from '../frame'
import { useSignedIn } from '../lead/signed-in'
import { address } from '../router'
import { type Group, groupsFor, placeOf } from './menu'
import { useWaiting } from './shared/use-waiting'
import { useSidebar } from './shared/use-wide'

const ALL = '/desk/more'

/** Beside the page all places in their groups; below a narrow one a few tabs. */
export function Navigation() {
  const groups = useGroups()
  const counts = useCounts()
  if (!useSidebar()) return <Tabs tabs={tabsOf(groups, counts, address.value.path)} />
  return (
    <nav class="side" aria-label={t('app.tabs')}>
      <Places />
    </nav>
  )
}

/** All places that the account may open, by group, with how much waits at each. */
export function Places() {
  const groups = useGroups()
  const counts = useCounts()
  const here = placeOf(address.value.path)
  return (
    <>
      {groups.map(({ name, places }) => (
        <Fragment key={name}>
          <p class="group" aria-hidden="true">
            {t(name)}
          </p>
          <ul aria-label={t(name)}>
            {places.map(({ href, name }) => (
              <li key={href}>
                <a href={href} aria-current={href === here ? 'page' : undefined}>
                  {t(name)}
                  {counts[href] ? (
                    <>
                      <span class="tag attention" aria-hidden="true">
                        {counts[href]}
                      </span>
                      <span class="unseen">{t('tab.own_team.n', { n: counts[href] })}</span>
                    </>
                  ) : null}
                </a>
              </li>
            ))}
          </ul>
        </Fragment>
      ))}
    </>
  )
}

function useGroups(): Group[] {
  return groupsFor(useSignedIn()?.role, DESK_PRACTICE)
}

/** How much waits for the signed-in person at each place, by its address. */
function useCounts(): Record<string, number> {
  const waiting = useWaiting()
  if (!waiting) return {}
  const { all, requests, sites } = waiting
  return { '/desk/waiting': all, '/desk/data-requests': requests, '/desk/sites': sites }
}

/** The tabs of a narrow screen: the most used places, and the page of all of them. */
function tabsOf(groups: Group[], counts: Record<string, number>, path: string): Tab[] {
  const places = groups.flatMap(({ places }) => places)
  const tabs = places.flatMap(({ href, name, icon }): Tab[] =>
    icon ? [{ href, name, icon, covers: [], n: counts[href] ?? 0 }] : [],
  )
  tabs.push({ href: ALL, name: 'screen.name.more', icon: 'more', covers: [] })
  const place = placeOf(path)
  const here = tabs.some(({ href }) => href === place) ? place : ALL
  return tabs.map((tab) => (tab.href === here ? { ...tab, covers: [path] } : tab))
}
