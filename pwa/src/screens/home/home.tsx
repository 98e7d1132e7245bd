import { useEffect, useRef, useState } from 'preact/hooks'
import { Page } from '../../components/page'
import { t, type Word } from '../../i18n'
import { formatDay } from '../../i18n/format'
import { catalogue, crowdKey, draft, environment, me, today, useLive } from '../../queries'
import { CARD, holderOf, keyFor } from '../log/holder'
import { cardNow, fetchCard, readyCard } from './card'
import { Cards } from './cards'
import { Lazy, useLazy } from './lazy'
import { RepeatLast } from './repeat-last'
import { Tally } from './tally'
import { Count, Tiles } from './tiles'

const chooser = async () => (await import('./chooser')).Chooser
const install = async () => (await import('./status-cards')).Install
const counting = async () => (await import('./counting')).Counting
const notReady = async () => (await import('./not-ready')).NotReady
const news = async () => (await import('./news')).News

/** The first screen: one tap on what was done opens the card, a second one saves it. */
export function Home() {
  const person = useLive(me())
  const day = useLive(today())
  const known = useLive(catalogue())
  // Not from the store: it may be what cannot be read.
  const trouble = environment().value.storageProblem
  const [logging, setLogging] = useState<string | null>(null)
  const [choosing, setChoosing] = useState(false)
  const holder = person ? holderOf(person) : ''
  const crowd = useLive(draft(crowdKey(holder)))
  const Counting = useLazy(counting, Boolean(crowd))
  // All at once: what comes piece by piece pushes away what a finger is about to tap.
  // Once painted it stays: a crowd that another window begins does not blank the screen.
  const wasPainted = useRef(false)
  const isCrowdKnown = trouble || (crowd !== undefined && Counting !== undefined)
  wasPainted.current ||= Boolean(person && day && known && isCrowdKnown)
  const painted = wasPainted.current
  useEffect(() => {
    if (painted) fetchCard().catch(() => undefined) // a tap asks again, and says so if it fails
  }, [painted])
  const key = keyFor(CARD, holder)
  const left = useLive(draft<{ service?: string }>(key))
  const isRead = left !== undefined
  // A card that was open when the browser was killed is open again, for whom it was open.
  useEffect(() => {
    if (painted && left?.service) void open(left.service)
  }, [painted, isRead, key])
  const open = async (service: string) => {
    if (readyCard() ?? (await cardNow())) setLogging(service)
  }
  const Card = readyCard()
  const who = person?.current
  const leads = who?.role === 'lead' && who.state === 'approved'
  return (
    <Page
      title={day ? `${t('home.title')}, ${formatDay(day.day)}` : t('home.title')}
      under={
        person &&
        who && (
          <button
            type="button"
            class="who"
            aria-haspopup="dialog"
            onClick={() => setChoosing(true)}
          >{`${who.name} · ${who.teamName}`}</button>
        )
      }
    >
      {trouble && (
        <p class="card stop" role="alert">
          {t(`home.problem.${trouble}` as Word)}
        </p>
      )}
      {painted && person && day && known && (
        <>
          <Cards person={person} />
          {person.state === 'joined' && <Lazy load={news} props={{ leads }} />}
          <Tally day={day} joined={person.state === 'joined'} />
          {Counting && <Counting catalogue={known} />}
          <div class="row ways">
            <a class="button" href="/count">
              {t('screen.name.count')}
            </a>
            <a class="button" href="/log/new">
              {t('screen.name.log')}
            </a>
          </div>
          <a class="link" href="/guides">
            {t('screen.name.guides')}
          </a>
          <Tiles
            catalogue={known}
            day={day}
            tile={(code, name) => (
              <button type="button" class="tile" key={code} onClick={() => open(code)}>
                <span>{name}</span>
                <Count n={day.helped.get(code) ?? 0} />
              </button>
            )}
          />
          <RepeatLast day={day} catalogue={known} />
          <Lazy load={notReady} props={{}} />
          <Lazy load={install} props={{ person }} />
        </>
      )}
      {person && choosing && (
        <Lazy load={chooser} props={{ person, onClose: () => setChoosing(false) }} />
      )}
      {logging && Card && <Card service={logging} onClose={() => setLogging(null)} />}
    </Page>
  )
}
