import { useState } from 'preact/hooks'
import {
  closeMonth,
  type Missing,
  type Month,
  missingOf,
  reopenMonth,
} from '../../../actions/desk/reports'
import { Field } from '../../../components/field'
import { useOnce } from '../../../components/once'
import { Confirm } from '../../../components/sheet'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import { formatInstant, formatMonth } from '../../../i18n/dates'
import { formatUnit } from '../../lead/format-unit'
import { ConfirmReason } from '../shared/confirm-reason'

interface Props {
  of: Month
  /** How many indicators nobody has entered yet. */
  notEntered: number
}

/** Closes a month, after a look at what it lacks. */
export function CloseMonth({ of, notEntered }: Props) {
  const [lacks, setLacks] = useState<Missing | null>(null)
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState('')
  const { busy, once } = useOnce()
  const month = formatMonth(of.month)
  const look = async () => {
    const answer = await missingOf(of)
    setTyped('')
    setWrong('')
    if (answer.ok) setLacks(answer.missing)
    else showSnackbar(problem(answer.problem))
  }
  const close = async (asks: boolean) => {
    if (asks && !isMonth(typed, month)) {
      setWrong(t('report.close.typed.wrong', { month }))
      return
    }
    const answer = await closeMonth(of, asks)
    // More is missing than was looked at.
    if (!answer.ok && answer.problem === 'month_incomplete') {
      showSnackbar(problem(answer.problem))
      return await look()
    }
    setLacks(null)
    showSnackbar(answer.ok ? t('report.close.done', { month }) : problem(answer.problem))
  }
  return (
    <p class="no-print">
      <button type="button" class="button primary" disabled={busy} onClick={() => once(look)}>
        {t('report.close')}
      </button>
      {lacks && (
        <Confirm
          question={t('report.close.sure', { month })}
          detail={t('report.close.why')}
          danger={lacks.asks}
          yes={t(lacks.asks ? 'report.close.despite' : 'report.close')}
          onYes={() => once(() => close(lacks.asks))}
          onNo={() => setLacks(null)}
        >
          <WhatIsMissing {...lacks} month={month} notEntered={notEntered} />
          {lacks.asks && (
            <Field
              label={t('report.close.typed', { month })}
              value={typed}
              wrong={wrong || undefined}
              onInput={(text) => {
                setWrong('')
                setTyped(text)
              }}
            />
          )}
        </Confirm>
      )}
    </p>
  )
}

/** "11/2026", "11-2026", "11.2026" and "112026" are typed for the same month; "1/2026" for January. */
const isMonth = (typed: string, month: string): boolean => {
  const digits = typed.replace(/\D/g, '')
  return digits.padStart(6, '0') === month.replace(/\D/g, '')
}

function WhatIsMissing(props: Missing & { month: string; notEntered: number }) {
  const { runs, month, unsent, unsent_teams, unsent_at_least, silent, silent_teams } = props
  const { waiting, notEntered, open_below: below } = props
  const complete = !runs && !unsent_teams && !silent_teams && !waiting && !notEntered
  if (complete && below.length === 0) return <p>{t('report.lacks.nothing')}</p>
  return (
    <>
      <p>{t('report.lacks')}</p>
      <ul class="stack small-gap">
        {runs && <li>{t('report.close.early', { month })}</li>}
        {unsent_teams > 0 && (
          <li>
            {t('report.lacks.unsent', { teams: unsent_teams, n: unsent_at_least })}
            <Named
              all={unsent_teams}
              names={unsent.map((team) => `${team.name} (${team.unsent_at_least})`)}
            />
          </li>
        )}
        {silent_teams > 0 && (
          <li>
            {t(runs ? 'report.lacks.silent_today' : 'report.lacks.silent', { teams: silent_teams })}
            <Named all={silent_teams} names={silent.map(silentSince)} />
          </li>
        )}
        {waiting > 0 && <li>{t('report.lacks.waiting', { n: waiting })}</li>}
        {below.length > 0 && (
          <li>{t('report.lacks.below', { units: below.map(formatUnit).join(', ') })}</li>
        )}
        {notEntered > 0 && <li>{t('report.lacks.entered', { n: notEntered })}</li>}
      </ul>
    </>
  )
}

const silentSince = ({ name, last_contact }: Missing['silent'][number]): string =>
  last_contact ? `${name} (${formatInstant(last_contact)})` : `${name} (${t('desk.never_sent')})`

const SHOWN = 6

function Named({ all, names }: { all: number; names: string[] }) {
  const shown = names.slice(0, SHOWN)
  const rest = all - shown.length
  return (
    <span class="soft small number">
      <br />
      {[...shown, ...(rest > 0 ? [t('report.lacks.more', { n: rest })] : [])].join(' · ')}
    </span>
  )
}

/** Opens a closed month again, with a reason; for those above the unit. */
export function ReopenMonth({ of }: { of: Month }) {
  const [asking, setAsking] = useState(false)
  const month = formatMonth(of.month)
  return (
    <p class="no-print">
      <button type="button" class="button" onClick={() => setAsking(true)}>
        {t('report.reopen')}
      </button>
      {asking && (
        <ConfirmReason
          question={t('report.reopen.sure', { month })}
          detail={t('report.reopen.why')}
          yes={t('report.reopen')}
          label={t('report.reopen.reason')}
          hint={t('report.reopen.reason.hint')}
          missing={t('report.reopen.reason.missing')}
          act={(reason) => reopenMonth(of, reason)}
          onDone={() => {
            setAsking(false)
            showSnackbar(t('report.reopen.done', { month }))
          }}
          onNo={() => setAsking(false)}
        />
      )}
    </p>
  )
}
