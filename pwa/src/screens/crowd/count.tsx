import { useEffect, useState } from 'preact/hooks'
import '../../styles/count.css'
import { forgetEarlyScreen } from '../../actions/early-screen'
import { Choice } from '../../components/choice'
import { Icon } from '../../components/icon'
import { useOnce } from '../../components/once'
import { hideSnackbar } from '../../components/snackbar'
import { Stepper } from '../../components/stepper'
import { t } from '../../i18n'
import { inVietnam } from '../../i18n/dates'
import { formatNumber } from '../../i18n/format'
import { type Catalogue, catalogue, crowdKey, me, type Today, today, useLive } from '../../queries'
import { companions, type Companions as Ours } from '../../queries/companions'
import { type Crowd, fewestOf, peopleOf, tapped } from '../../queries/crowd'
import { type Usual, usual } from '../../queries/usual'
import { Tiles } from '../home/tiles'
import { labelOf } from '../labels'
import { Companions, withNames } from '../log/companions'
import { type Holder, keyFor } from '../log/holder'
import { USUAL } from '../log/saving'
import { useHolder } from '../log/use-holder'
import { go } from '../router'
import { optionsOf } from '../shared/options'
import { showCounted } from './messages'
import { More } from './more'
import { CrowdTile } from './tile'
import { useAwake } from './use-awake'
import { type Counting, useCrowd } from './use-crowd'

/** People counted at a stall: one tap each, every tap durable, one session in the end. */
export function CountPeople() {
  const holder = useHolder()
  // Who is being counted stands above the tiles of the first screen.
  useEffect(forgetEarlyScreen, [])
  const known = useLive(catalogue())
  const day = useLive(today())
  const who = useLive(me())?.current ?? null
  const last = useLive(usual(keyFor(USUAL, holder ?? ''), who))
  const ours = useLive(companions({ team: who?.team ?? null, author: who?.member ?? null }))
  if (holder === undefined || !known || !day || last === undefined) return null
  return <Stall key={holder} holder={holder} known={known} day={day} last={last} ours={ours} />
}

interface Props {
  holder: Holder
  known: Catalogue
  day: Today
  last: Usual | null
  ours: Ours | undefined
}

function Stall({ holder, known, day, last, ours }: Props) {
  const counting = useCrowd(crowdKey(holder), () => freshCrowd(last))
  const [adding, setAdding] = useState<string | null>(null)
  const { busy, once } = useOnce()
  useAwake(counting?.crowd.version)
  // "Hoàn tác" of what was saved before stands right over that of the last tap.
  useEffect(hideSnackbar, [])
  if (!counting) return null
  const { crowd, step } = counting
  const add = (code: string, n: number) => {
    navigator.vibrate?.(10)
    step({ tap: { id: crypto.randomUUID(), code, n } })
  }
  const tap = crowd.taps[crowd.taps.length - 1]
  const people = peopleOf(crowd)
  const end = async () => {
    const saved = await counting.close()
    if (!saved) return
    showCounted(saved, known, holder)
    go('/')
  }
  return (
    <main class="page home count">
      <Sum counting={counting} known={known} ours={ours} />
      <Tiles
        catalogue={known}
        day={{
          usual: day.usual,
          usedToday: [
            ...day.usedToday,
            ...Object.entries(crowd.counts).flatMap(([code, n]) => (n > 1 ? [code, code] : code)),
          ],
        }}
        tile={(service) => (
          <CrowdTile
            key={service.code}
            service={service}
            n={crowd.counts[service.code] ?? 0}
            onTap={() => add(service.code, 1)}
            onMore={() => setAdding(service.code)}
          />
        )}
      />
      <About counting={counting} known={known} ours={ours} />
      <div class="foot counting">
        <button
          type="button"
          class="button"
          disabled={!tap}
          aria-label={t('do.undo')}
          onClick={() => tap && step({ back: tap.id })}
        >
          <Icon name="undo" />
          <span aria-hidden="true">{t('do.undo')}</span>
        </button>
        <button
          type="button"
          class="button primary"
          disabled={busy || tapped(crowd) === 0}
          onClick={() => once(end)}
        >
          {t('count.done', { n: people })}
        </button>
      </div>
      {adding && (
        <More
          title={labelOf(known, 'service', adding)}
          onAdd={(n) => add(adding, n)}
          onClose={() => setAdding(null)}
        />
      )}
    </main>
  )
}

interface OfCrowd {
  counting: Counting
  known: Catalogue
  ours: Ours | undefined
}

/** How many there are by now, and whether this phone has them all. */
function Sum({ counting, known, ours }: OfCrowd) {
  const { crowd, kept } = counting
  const none = tapped(crowd) === 0
  return (
    <section class="counted">
      <h1 tabIndex={-1}>{t('screen.name.count')}</h1>
      <a class="back" href="/" aria-label={t('do.back')}>
        <Icon name="back" />
      </a>
      <p class="sum">
        <b>{formatNumber(peopleOf(crowd))}</b> {t('count.people')}
      </p>
      <p class={kept ? 'small kept' : 'small kept soft'}>
        {!none && kept && <Icon name="check" size={18} />}
        {!none && t(kept ? 'count.kept' : 'count.keeping')}
      </p>
      <p class="soft small">
        {none
          ? t('count.how')
          : t('count.since', {
              place: labelOf(known, 'place_kind', crowd.placeKind),
              start: crowd.start,
            })}
        {ours && withNames(ours.names, crowd.companions)}
      </p>
    </section>
  )
}

/** What holds for all of them: where it is, and that some came for two things. */
function About({ counting, known, ours }: OfCrowd) {
  const { crowd, step } = counting
  const all = tapped(crowd)
  return (
    // It stands below all tiles, so what opens would lie behind the foot.
    <details class="more" onToggle={(event) => event.currentTarget.scrollIntoView()}>
      <summary>
        <Icon name="forward" size={20} />
        <span>{t('count.about')}</span>
      </summary>
      <div class="stack roomy">
        <Choice
          legend={t('log.place_kind')}
          options={optionsOf(known.placeKinds)}
          value={crowd.placeKind}
          onChange={(placeKind) => step({ set: { placeKind, place: null } })}
        />
        {ours && (
          <Companions
            {...ours}
            values={crowd.companions}
            onChange={(companions) => step({ set: { companions } })}
          />
        )}
        {all > 0 && (
          <div class="stack tight">
            <Stepper
              label={t('log.people')}
              value={peopleOf(crowd)}
              min={fewestOf(crowd)}
              max={all}
              onChange={(people) => {
                if (people >= fewestOf(crowd) && people <= all)
                  step({ set: { again: all - people } })
              }}
            />
            <p class="hint">{t('count.twice')}</p>
          </div>
        )}
      </div>
    </details>
  )
}

/** An empty one: today, now, where the last session was. */
function freshCrowd(last: Usual | null): Crowd {
  const now = inVietnam(Date.now())
  return {
    record: '',
    day: now.day,
    start: now.time,
    placeKind: last?.placeKind ?? 'NVH',
    place: last?.place ?? null,
    companions: last?.day === now.day ? last.companions : [],
    counts: {},
    again: 0,
    taps: [],
    version: 0,
    at: 0,
  }
}
