import { useEffect, useRef, useState } from 'preact/hooks'
import { useAsOpened, useUntilTouched } from '../../components/as-opened'
import { problem } from '../../i18n'
import {
  catalogue,
  crowdKey,
  draft,
  environment,
  type Me,
  me,
  type Today,
  today,
  useLive,
} from '../../queries'
import { teamPlan } from '../../queries/plan'
import { type Checked, isClockRight, knownReady, lacking, ready } from '../../queries/ready'
import { isLead } from '../frame'
import { CARD, holderOf, keyFor } from '../log/holder'
import { cardNow, fetchCard, readyCard } from './card'
import { Cards } from './cards'
import { beside, Lazy, useLazy } from './lazy'
import type { Lack } from './notices'
import { PlanLines } from './plan-lines'
import { FindRow } from './search-field'
import { Strip } from './strip'
import { TileButton, Tiles } from './tiles'
import { useEarly } from './use-early'

const chooser = beside('Chooser')
const install = beside('Install')
const counting = beside('Counting')
const notices = beside('Notices')
const repeatLast = beside('RepeatLast')
const news = beside('News')

/** The first screen: one tap on what was done opens the card, a second one saves it. */
export function Home() {
  const person = useLive(me())
  const day = useLive(today())
  const known = useLive(catalogue())
  // Not from the store: it may be what cannot be read.
  const trouble = environment().value.storageProblem
  const [logging, setLogging] = useState<string | null>(null)
  const [choosing, setChoosing] = useState(false)
  const [typed, setTyped] = useState<string>(history.state ?? '')
  // It is still there on the way back from a guide.
  useEffect(() => history.replaceState(typed, ''), [typed])
  const holder = person ? holderOf(person) : ''
  const crowd = useLive(draft(crowdKey(holder)))
  const Counting = useLazy(counting, Boolean(crowd))
  const checked = useLive(knownReady())
  const lack = useLack(checked?.checked ?? null, person, day)
  const clockOff = person && person.state !== 'unjoined' ? (checked?.clockOff ?? 0) : 0
  const isNoticed = lack !== null || !isClockRight(clockOff)
  const Notices = useLazy(notices, isNoticed)
  // All at once: what comes piece by piece pushes away what a finger is about to tap.
  // Once painted it stays: a crowd that another window begins does not blank the screen.
  const wasPainted = useRef(false)
  const team = person?.current?.team ?? ''
  const plan = useLive(teamPlan(team))
  const parts = [crowd, Counting, checked, Notices, plan]
  const isRestKnown = trouble || !parts.includes(undefined)
  wasPainted.current ||= Boolean(person && day && known && isRestKnown)
  const painted = wasPainted.current
  useEffect(() => {
    if (painted) fetchCard().catch(() => undefined) // a tap asks again, and says so if it fails
  }, [painted])
  const key = keyFor(CARD, holder)
  const left = useLive(draft<{ service?: string }>(key))
  const isRead = left !== undefined
  const isLacking = lacking(ready() ?? checked?.checked ?? null) !== null
  const real =
    painted && person && day && known
      ? {
          person,
          day,
          catalogue: known,
          plan: plan ?? null,
          isNoticed: isNoticed || Boolean(crowd),
          isLacking,
        }
      : null
  const early = useEarly(isRead ? real : null, Boolean(trouble), Boolean(left?.service))
  // A card that was open when the browser was killed is open again, for whom it was open.
  useEffect(() => {
    if (painted && left?.service) void open(left.service)
  }, [painted, isRead, key])
  const open = async (service: string) => {
    if (readyCard() ?? (await cardNow())) setLogging(service)
  }
  const close = () => {
    setLogging(null)
    setTyped('') // what was looked for has been found
  }
  const Card = readyCard()
  const who = person?.current
  const leads = Boolean(who && isLead(who))
  return (
    <main class="page home">
      <Strip
        day={painted ? day : undefined}
        joined={person?.state === 'joined'}
        who={who ?? null}
        onChoose={() => setChoosing(true)}
      >
        {painted && day && <PlanLines key={team} plan={plan} team={team} day={day.day} />}
      </Strip>
      {trouble && (
        <p class="card stop" role="alert">
          {problem(trouble)}
        </p>
      )}
      {real && person && day && known && (
        <>
          {Counting && <Counting catalogue={known} />}
          {Notices && <Notices clockOff={clockOff} lack={lack} person={person} />}
          <Cards person={person} />
          {person.state === 'joined' && <Lazy load={news} props={{ leads, person }} />}
          <FindRow typed={typed} onType={setTyped} />
          <Tiles
            ways
            catalogue={known}
            day={early ? { usual: early } : day}
            typed={typed}
            tile={(service) => (
              <TileButton
                key={service.code}
                service={service}
                n={day.helped.get(service.code) ?? 0}
                onClick={() => open(service.code)}
              />
            )}
          >
            {lack !== 'install' && <Lazy load={install} props={{ person }} />}
          </Tiles>
          <Lazy load={repeatLast} props={{ day, catalogue: known }} />
        </>
      )}
      {person && choosing && (
        <Lazy load={chooser} props={{ person, onClose: () => setChoosing(false) }} />
      )}
      {logging && Card && <Card service={logging} onClose={close} />}
    </main>
  )
}

/** Before one's first session of the day: what this phone lacks to be carried where no network is. */
function useLack(known: Checked | null, person: Me | undefined, day: Today | undefined): Lack {
  const found = lacking(ready() ?? known)
  // What is found or offered later pushes nothing away under a finger.
  const canInstall = useAsOpened(environment().value.canInstall) && !person?.installDismissedAt
  const lack = useUntilTouched(found === 'installed' && canInstall ? 'install' : found)
  const isAsked = person && person.state !== 'unjoined' && day?.sessions.every((one) => !one.mine)
  return isAsked ? lack : null
}
