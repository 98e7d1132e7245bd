import { useState } from 'preact/hooks'
import { endCode, sheetPath, takeDown } from '../../../actions/desk/codes'
import { useOnce } from '../../../components/once'
import { Confirm } from '../../../components/sheet'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { formatDay, formatNumber } from '../../../i18n/format'
import { RowActions } from '../../lead/forms/row-actions'
import type { PrintedCode, Register } from './api-types'
import { CodeForm } from './code-form'
import { formatPrinted, hostOf } from './format-printed'
import { HangForm } from './hang-form'

/** What is worth putting up: a report's code is on its paper. */
const PRINTABLE = new Set<string>(['live', 'planned', 'unpublished'])

export const isPrintable = ({ kind, state }: PrintedCode): boolean =>
  kind === 'link' && PRINTABLE.has(state)

/** The names of the stored drafts of a code. */
export const forms = (code: string) => [`code/${code}`, `code/${code}/hung`] as const

/** What a line of the table has no room for: whose the code is, where it leads and hangs, and what can be
 * done about it. */
export function CodeDetails({ row, register }: { row: PrintedCode; register: Register }) {
  if (row.kind === 'poster') return <Poster row={row} />
  if (row.kind === 'report') return <Report row={row} />
  return <Printed row={row} code={row.code ?? ''} register={register} />
}

function Poster({ row }: { row: PrintedCode }) {
  return (
    <>
      <p class="small number">
        {[row.unit_name, row.to && untilOf(row.to)].filter(Boolean).join(' · ')}
      </p>
      <p class="small">{t('codes.joined', { n: formatNumber(row.scans ?? 0) })}</p>
      <p class="no-print">
        <a class="link" href="/desk/teams">
          {t('codes.open_team')}
        </a>
      </p>
    </>
  )
}

function Report({ row }: { row: PrintedCode }) {
  return (
    <>
      <p class="small">{row.unit_name}</p>
      <p class="no-print">
        <a class="link" href={`/r/${row.code}`}>
          {t('codes.open_report')}
        </a>
      </p>
    </>
  )
}

interface Props {
  row: PrintedCode
  code: string
  register: Register
}

function Printed({ row, code, register }: Props) {
  const [asking, setAsking] = useState(false)
  const { once } = useOnce()
  const ended = row.state === 'ended'
  const letters = formatPrinted(code)
  const [changing, hanging] = forms(code)
  const setEnded = async (ended: boolean) => {
    setAsking(false)
    const answer = await endCode(code, ended, register.shown)
    const done = t(ended ? 'codes.ended' : 'codes.live_again', { code: letters })
    showSnackbar(answer.ok ? done : problem(answer.problem))
  }
  return (
    <>
      <p class="small number">
        {[row.unit_name, whereTo(row), daysOf(row)].filter(Boolean).join(' · ')}
      </p>
      {row.state === 'lost' && <p class="small">{t('codes.lost.why')}</p>}
      {row.state === 'blocked' && <p class="small">{t('codes.blocked.why')}</p>}
      {row.state === 'unpublished' && <p class="small">{t('codes.unpublished.why')}</p>}
      {row.state === 'withdrawn' && <p class="small">{t('codes.withdrawn.why')}</p>}
      <Places row={row} code={code} shown={register.shown} />
      {row.former.length > 0 && (
        <p class="soft small">
          {t('codes.former', {
            links: row.former
              .map(({ link, title, until }) =>
                t('codes.former.one', {
                  link: link?.replace('https://', '') ?? title ?? '',
                  day: formatInstant(until, 0),
                }),
              )
              .join(', '),
          })}
        </p>
      )}
      {isPrintable(row) && (
        <p class="row no-print">
          <a class="button" href={sheetPath([code], 'plaque')} target="_blank" rel="noreferrer">
            {t('codes.plaque')}
          </a>
          <a class="button" href={sheetPath([code], 'labels')} target="_blank" rel="noreferrer">
            {t('codes.labels')}
          </a>
        </p>
      )}
      <RowActions
        name={`${row.purpose} ${letters}`}
        actions={[
          {
            label: t('codes.change'),
            formName: changing,
            form: (close) => (
              <CodeForm
                unit={row.unit}
                form={changing}
                register={register}
                code={row}
                onClose={close}
              />
            ),
          },
          {
            label: t('codes.hang'),
            formName: hanging,
            form: (close) => (
              <HangForm code={code} form={hanging} shown={register.shown} onClose={close} />
            ),
          },
          ended
            ? { label: t('codes.again'), run: () => void once(() => setEnded(false)) }
            : { label: t('codes.end'), danger: true, run: () => setAsking(true) },
        ]}
      />
      {asking && (
        <Confirm
          danger
          question={t('codes.end.sure', { code: letters })}
          detail={t('codes.end.why')}
          yes={t('codes.end')}
          onYes={() => once(() => setEnded(true))}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  )
}

function Places({ row, code, shown }: { row: PrintedCode; code: string; shown: string }) {
  const { once } = useOnce()
  const gone = async (id: string) => {
    const answer = await takeDown(code, id, shown)
    showSnackbar(answer.ok ? t('codes.taken_down') : problem(answer.problem))
  }
  if (row.prints.length === 0) return null
  return (
    <ul class="plain-list">
      {row.prints.map(({ id, place, day }) => (
        <li class="row small" key={id}>
          <span>{t('codes.hung', { place, day: formatDay(day) })}</span>
          <button
            type="button"
            class="button plain no-print"
            aria-label={`${t('codes.take_down')}: ${place}`}
            onClick={() => void once(() => gone(id))}
          >
            {t('codes.take_down')}
          </button>
        </li>
      ))}
    </ul>
  )
}

const whereTo = ({ link, target }: PrintedCode): string => {
  const host = link ? hostOf(link) : target?.title
  return host ? t('codes.to_where', { host }) : ''
}

const untilOf = (day: string): string =>
  t('codes.days', { days: t('codes.days.to', { to: formatDay(day) }) })

function daysOf({ from, to }: PrintedCode): string {
  const days = [
    from && t('codes.days.from', { from: formatDay(from) }),
    to && t('codes.days.to', { to: formatDay(to) }),
  ]
  const said = days.filter(Boolean).join(' ')
  return said && t('codes.days', { days: said })
}
