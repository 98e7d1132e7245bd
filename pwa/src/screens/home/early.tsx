import { render } from 'preact'
import { forgetEarlyScreen, keepFirstScreen } from '../../actions/early-screen'
import { language } from '../../i18n'
import type { Catalogue, Person, Today } from '../../queries'
import { isLead, phoneTabs, Tabs, Top } from '../frame'
import { Opening } from '../state-pill'
import { oftenUsed } from './order'
import { FindRow } from './search-field'
import { Strip } from './strip'
import { Often, TileButton } from './tiles'

/** Nothing stands between the strip and the tiles, and the strip has no line more. */
const isPlain = () =>
  document.querySelector('.home > .tally + .find') !== null &&
  document.querySelector('.home > .tally > .soft') === null

interface Props {
  who: Person
  holder: string
  day: Today
  catalogue: Catalogue
  onlyToday: boolean
}

/** Keeps the first screen for the next start, if its tiles stand now where they will stand then. */
export function keep({ who, holder, day, catalogue, onlyToday }: Props): void {
  if (!isPlain()) {
    forgetEarlyScreen()
    return
  }
  const place = document.createElement('div')
  render(<Early who={who} usual={day.usual} catalogue={catalogue} />, place)
  keepFirstScreen({ holder, lang: language.peek(), html: place.innerHTML }, onlyToday)
  render(null, place)
}

interface EarlyProps {
  who: Person
  usual: readonly string[]
  catalogue: Catalogue
}

/** The first screen without a figure or a date: what was true at the last visit may not be now. */
function Early({ who, usual, catalogue }: EarlyProps) {
  return (
    <div class="shell phone">
      <Top home="/">
        <Opening />
      </Top>
      <main class="page home">
        <Strip day={undefined} early joined who={who} onChoose={nothing} />
        <FindRow typed="" onType={nothing} />
        <Often
          services={oftenUsed(catalogue, usual)}
          tile={(service) => <TileButton key={service.code} service={service} n={0} />}
        />
      </main>
      <Tabs tabs={phoneTabs(isLead(who), 0)} />
    </div>
  )
}

const nothing = () => undefined
