import { acknowledgeDataLoss, applyUpdate } from '../../actions/app'
import { closeCrowd } from '../../actions/crowd'
import { clearDraft, exportUnsent, putOffReady, saveDraft } from '../../actions/phone'
import { showSnackbar } from '../../components/snackbar'
import { problem, t, type Word } from '../../i18n'
import { formatInstant, formatShortDay, inVietnam } from '../../i18n/dates'
import { formatDay } from '../../i18n/format'
import { type Catalogue, crowdKey, type SyncState } from '../../queries'
import { type Crowd, peopleOf, tapped } from '../../queries/crowd'
import type { Edit } from '../../queries/edits'
import type { Check } from '../../queries/ready'
import { showCounted } from '../crowd/messages'
import { showNotSaved } from '../log/messages'
import { amountUnsent } from '../shared/amount-unsent'
import { fileLine } from '../shared/file-line'
import type { Notice } from './notices'

const DAY_MS = 86_400_000

export const line = (key: string, look: Notice['look'], title: string): Notice => ({
  key,
  look,
  title,
})

/** The browser has thrown this phone's data away: what is gone, what is not, and what to do. */
export function lost({ unsent, at }: { unsent: number; at: string | null }): Notice {
  const when = at && formatInstant(at)
  return {
    ...line('lost', 'stop', t('home.lost.title')),
    body: (
      <>
        {/* What was logged after that moment is not known. */}
        <p>
          {!when
            ? t('home.lost.unknown')
            : unsent > 0
              ? t('home.lost.some', { n: unsent, when })
              : t('home.lost.none', { when })}
        </p>
        <p>{t('home.lost.todo')}</p>
        <button type="button" class="button" onClick={acknowledgeDataLoss}>
          {t('home.lost.understood')}
        </button>
      </>
    ),
  }
}

/** Each session then has a wrong day or time. `clockOff`: seconds. */
export function wrongClock(clockOff: number): Notice {
  const now = Date.now()
  const shown = inVietnam(now)
  const { day, time } = inVietnam(now - clockOff * 1000)
  return {
    ...line('clock', 'stop', t('home.clock')),
    body: (
      <>
        <p>
          {day !== shown.day
            ? t('home.clock.day', { shown: formatDay(shown.day), day: formatDay(day) })
            : t('home.clock.time', { shown: shown.time, time })}
        </p>
        <p>{t('home.clock.todo')}</p>
      </>
    ),
  }
}

/** Unsent for a day; after three with a way to keep it should the phone be lost. */
export function waiting(state: SyncState): Notice | null {
  const what = amountUnsent(state)
  if (!what || !state.oldest) return null
  const age = Date.now() - Date.parse(state.oldest)
  if (age > 3 * DAY_MS) return veryOld(what, Math.floor(age / DAY_MS))
  if (state.full) return line('full', 'look', problem('waiting_full'))
  const title = t('home.old', { when: formatInstant(state.oldest) })
  return age > DAY_MS ? { ...line('old', 'look', title), href: '/sent' } : null
}

function veryOld(what: string, days: number): Notice {
  const keep = async () => {
    showSnackbar((await exportUnsent(fileLine)) ? t('sent.exported') : t('sent.nothing_to_export'))
  }
  return {
    ...line('old', 'stop', t('home.very_old', { what, days })),
    body: (
      <>
        <p>{t('home.very_old.text')}</p>
        <div class="row">
          <a class="button primary" href="/sent">
            {t('do.send')}
          </a>
          <button type="button" class="button" onClick={keep}>
            {t('sent.export')}
          </button>
        </div>
      </>
    ),
  }
}

/** A crowd is being counted, which no figure knows yet. */
export function counting(crowd: Crowd, holder: string, catalogue: Catalogue): Notice | null {
  if (tapped(crowd) === 0) return null
  const end = async () => {
    const answer = await closeCrowd(crowdKey(holder))
    if (!answer.ok) return void showNotSaved(answer)
    if (answer.crowd) showCounted(answer.crowd, catalogue, holder)
  }
  return {
    ...line('crowd', 'look', t('count.open', { n: peopleOf(crowd) })),
    href: '/count',
    body: (
      <>
        <p>{t('count.open.text')}</p>
        {/* A second tap finds nothing to save. */}
        <button type="button" class="button" onClick={end}>
          {t('count.end')}
        </button>
      </>
    ),
  }
}

/** A saved session that was changed in its form and not saved again. */
export function edit({ key, session, value }: Edit): Notice {
  const { day, start } = value.draft
  const drop = async () => {
    await clearDraft(key)
    const run = () => void saveDraft(key, value).catch(() => undefined)
    showSnackbar(t('home.edit.dropped'), { label: t('do.bring_back'), run })
  }
  return {
    ...line(key, 'look', t('home.edit', { when: `${formatShortDay(day)} ${start}` })),
    href: `/session/${session}?from=home`,
    act: (
      <button type="button" class="button" onClick={drop}>
        {t('home.edit.drop')}
      </button>
    ),
  }
}

/** What this phone lacks, until that is mended; put off it comes again tomorrow. */
export function lacks(lack: Check): Notice {
  const putOff = async () => {
    await putOffReady()
    showSnackbar(t('home.lack.later'))
  }
  return {
    ...line('lack', 'look', t('ready.no.why', { what: t(`ready.lacks.${lack}` as Word) })),
    href: '/me',
    act: (
      <button type="button" class="button" onClick={putOff}>
        {t('do.later')}
      </button>
    ),
  }
}

export const update = (onLater: () => void): Notice => ({
  ...line('update', 'calm', t('home.update')),
  act: (
    <>
      <button type="button" class="button primary" onClick={() => applyUpdate()}>
        {t('home.update.take')}
      </button>
      <button type="button" class="button plain" onClick={onLater}>
        {t('do.later')}
      </button>
    </>
  ),
})

export const upgrade = (): Notice => line('upgrade', 'calm', t('home.upgrade'))
