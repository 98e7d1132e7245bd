import words from 'virtual:words/later'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Page } from '../components/page'
import { addWords, t } from '../i18n'
import { insideAnyApp } from '../queries/environment'
import { shippedCatalogue } from '../queries/shipped-catalogue'
import { EarlyFrame } from './home/early'
import { NoticeLine } from './home/notices'
import { oftenUsed } from './home/order'
import { FindRow } from './home/search-field'
import { Strip } from './home/strip'
import { apart } from './home/team-notices'
import { Often, TileButton } from './home/tiles'
import { address } from './router'

/** By address, the screens that most people see first, as a phone draws them that nothing was ever
 * kept on: the build puts them into the page (first-visit.ts), and boot.js shows them. */
export function firstVisit(): Record<string, string> {
  addWords(words)
  return { '/': at('/', <Home />), '/j': at('/j', <Join />) }
}

/** In which browsers neither is shown: in those inside other apps there is another screen. */
export const nowhereIn = insideAnyApp

function at(path: string, screen: VNode): string {
  address.value = { ...address.peek(), path }
  return renderToString(screen)
}

function Home() {
  const catalogue = shippedCatalogue()
  return (
    <EarlyFrame>
      <main class="page home">
        <Strip day={undefined} early joined={false} who={null} onChoose={nothing} />
        <NoticeLine notices={[apart(NEWCOMER, false)]} />
        <FindRow typed="" onType={nothing} />
        <Often
          services={oftenUsed(catalogue, { usual: [] })}
          tile={(service) => <TileButton key={service.code} service={service} n={0} />}
        />
      </main>
    </EarlyFrame>
  )
}

function Join() {
  return (
    <EarlyFrame>
      <Page title={t('do.join')}>
        <p class="card quiet">{t('join.looking')}</p>
      </Page>
    </EarlyFrame>
  )
}

const NEWCOMER: Parameters<typeof apart>[0] = { state: 'unjoined', current: null, people: [] }

const nothing = () => undefined
