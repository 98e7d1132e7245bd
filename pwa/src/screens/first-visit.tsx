import words from 'virtual:words/later'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Page } from '../components/page'
import { addWords, t } from '../i18n'
import { shippedCatalogue } from '../queries/shipped-catalogue'
import { phoneTabs, Tabs, Top } from './frame'
import { Away } from './home/cards'
import { oftenUsed } from './home/order'
import { FindRow } from './home/search-field'
import { Strip } from './home/strip'
import { Often, TileButton } from './home/tiles'
import { address } from './router'
import { Opening } from './state-pill'

/** By address, the screens that most people see first, as a phone draws them that nothing was ever
 * kept on: the build puts them into the page (first-visit.ts), and boot.js shows them. */
export function firstVisit(): Record<string, string> {
  addWords(words)
  return { '/': at('/', <Home />), '/j': at('/j', <Join />) }
}

function at(path: string, screen: VNode): string {
  address.value = { ...address.peek(), path }
  return renderToString(screen)
}

function Home() {
  const catalogue = shippedCatalogue()
  return (
    <div class="shell phone">
      <Top home="/">
        <Opening />
      </Top>
      <main class="page home">
        <Strip day={undefined} early joined={false} who={null} onChoose={nothing} />
        <Away name="unjoined" note={t('home.unjoined.gone')} />
        <FindRow typed="" onType={nothing} />
        <Often
          services={oftenUsed(catalogue, [])}
          tile={(service) => <TileButton key={service.code} service={service} n={0} />}
        />
      </main>
      <Tabs tabs={phoneTabs(false, 0)} />
    </div>
  )
}

function Join() {
  return (
    <div class="shell phone">
      <Top home="/">
        <Opening />
      </Top>
      <Page title={t('do.join')}>
        <p class="card quiet">{t('join.looking')}</p>
      </Page>
      <Tabs tabs={phoneTabs(false, 0)} />
    </div>
  )
}

const nothing = () => undefined
