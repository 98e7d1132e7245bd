import { type ComponentChildren, render } from 'preact'
import { forgetEarlyScreen } from '../../actions/early-screen'
import { keepFirstScreen } from '../../actions/keep-first-screen'
import { language } from '../../i18n'
import type { Catalogue, Person, Today } from '../../queries'
import type { TeamPlan } from '../../queries/plan'
import { hasNotice } from '../early'
import { isLead, phoneTabs, Tabs, Top } from '../frame'
import { Opening } from '../state-pill'
import { oftenUsed } from './order'
import { Lines } from './plan-lines'
import { FindRow } from './search-field'
import { Strip } from './strip'
import { Often, TileButton } from './tiles'

/** Whether the strip has the lines that it will have at the next start, and no more. */
const isPlain = () => document.querySelector('.home > .tally > .soft') === null

interface Props {
  who: Person
  holder: string
  day: Today
  catalogue: Catalogue
  plan: TeamPlan | null
  onlyToday: boolean
}

/** Keeps the first screen for the next start, if its tiles stand now where they will stand then. */
export function keep({ who, holder, day, catalogue, plan, onlyToday }: Props): void {
  if (!isPlain()) {
    forgetEarlyScreen()
    return
  }
  const place = document.createElement('div')
  render(<Early who={who} day={day} catalogue={catalogue} plan={plan} />, place)
  // Whatever is planned stands there on its days alone.
  const isPlanned = plan !== null && plan.targets.length + plan.activities.length > 0
  const painted = { holder, lang: language.peek(), html: place.innerHTML }
  keepFirstScreen(painted, onlyToday || isPlanned)
  render(null, place)
}

type EarlyProps = Omit<Props, 'holder' | 'onlyToday'>

/** The first screen without a figure or a date: what was true at the last visit may not be now. */
function Early({ who, day, catalogue, plan }: EarlyProps) {
  return (
    <EarlyFrame leads={isLead(who)}>
      <main class="page home">
        <Strip day={undefined} early joined who={who} onChoose={nothing}>
          {plan && <Lines plan={plan} day={day.day} target={nothing} />}
        </Strip>
        {hasNotice.peek() && <p class="card notice" />}
        <FindRow typed="" onType={nothing} />
        <Often
          services={oftenUsed(catalogue, day)}
          tile={(service) => <TileButton key={service.code} service={service} n={0} />}
        />
      </main>
    </EarlyFrame>
  )
}

/** What stands around a screen that is drawn before this phone has been read. */
export function EarlyFrame({
  leads = false,
  children,
}: {
  leads?: boolean
  children: ComponentChildren
}) {
  return (
    <div class="shell phone">
      <Top home="/">
        <Opening />
      </Top>
      {children}
      <Tabs tabs={phoneTabs(leads, 0)} />
    </div>
  )
}

const nothing = () => undefined
