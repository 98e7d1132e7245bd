import { useEffect, useRef, useState } from 'preact/hooks'
import { problem } from '../../i18n'
import { catalogue, crowdKey, draft, environment, me, today, useLive } from '../../queries'
import { teamPlan } from '../../queries/plan'
import { isClockRight, knownReady, lacking, ready } from '../../queries/ready'
import { hadNotice } from '../early'
import { CARD, holderOf, keyFor } from '../log/holder'
import { cardNow, fetchCard, readyCard } from './card'
import { beside, Lazy } from './lazy'
import { PlanLines } from './plan-lines'
import { FindRow } from './search-field'
import { Strip } from './strip'
import { TileButton, Tiles } from './tiles'
import { useEarly } from './use-early'

const chooser = beside('Chooser')
const install = beside('Install')
const notices = beside('Notices')
const repeatLast = beside('RepeatLast')
const where = beside('Where')

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
  const checked = useLive(knownReady())
  const isIn = person !== undefined && person.state !== 'unjoined'
  const lack = isIn ? lacking(ready() ?? checked?.checked ?? null) : null
  const isPutOff = checked?.putOff === day?.day
  const clockOff = isIn ? (checked?.clockOff ?? 0) : 0
  // All at once: what comes piece by piece pushes away what a finger is about to tap.
  // Once painted it stays: a crowd that another window begins does not blank the screen.
  const wasPainted = useRef(false)
  const team = person?.current?.team ?? ''
  const plan = useLive(teamPlan(team))
  const isRestKnown = trouble || ![crowd, checked, plan].includes(undefined)
  wasPainted.current ||= Boolean(person && day && known && isRestKnown)
  const painted = wasPainted.current
  useEffect(() => {
    if (painted) fetchCard().catch(() => undefined) // a tap asks again, and says so if it fails
  }, [painted])
  const key = keyFor(CARD, holder)
  const left = useLive(draft<{ service?: string }>(key))
  const isRead = left !== undefined
  const real =
    painted && person && day && known
      ? { person, day, catalogue: known, plan: plan ?? null, isPutOff: lack !== null && isPutOff }
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
  const shownLack = isPutOff ? null : lack
  const isNoticed =
    person?.state !== 'joined' || crowd || trouble || shownLack || !isClockRight(clockOff)
  return (
    <main class="page home">
      <Strip
        day={painted ? day : undefined}
        joined={person?.state === 'joined'}
        who={person?.current ?? null}
        where={
          real && (
            <Lazy
              load={where}
              props={{ person: real.person, catalogue: real.catalogue, day: real.day.day }}
            />
          )
        }
        onChoose={() => setChoosing(true)}
      >
        {painted && day && <PlanLines key={team} plan={plan} team={team} day={day.day} />}
      </Strip>
      {trouble && !real && (
        <p class="card stop" role="alert">
          {problem(trouble)}
        </p>
      )}
      {real && (
        <>
          <Lazy
            load={notices}
            props={{
              person: real.person,
              catalogue: real.catalogue,
              day: real.day.day,
              clockOff,
              lack: shownLack,
              trouble,
              isExpected: Boolean(isNoticed) || hadNotice(),
            }}
          >
            {(isNoticed || hadNotice()) && <p class="card notice" />}
          </Lazy>
          <FindRow typed={typed} onType={setTyped} />
          <Tiles
            ways
            catalogue={real.catalogue}
            day={early ? { usual: early } : real.day}
            typed={typed}
            tile={(service) => (
              <TileButton
                key={service.code}
                service={service}
                n={real.day.helped.get(service.code) ?? 0}
                onClick={() => open(service.code)}
              />
            )}
          >
            <Lazy load={install} props={{ person: real.person }} />
          </Tiles>
          <Lazy load={repeatLast} props={{ day: real.day, catalogue: real.catalogue }} />
        </>
      )}
      {person && choosing && (
        <Lazy load={chooser} props={{ person, onClose: () => setChoosing(false) }} />
      )}
      {logging && Card && <Card service={logging} onClose={close} />}
    </main>
  )
}
