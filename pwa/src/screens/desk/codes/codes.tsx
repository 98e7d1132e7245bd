import '../../../styles/desk.css'
import words from 'virtual:words/codes'
import { codesPath, sheetPath } from '../../../actions/desk/codes'
import { Choice } from '../../../components/choice'
import { addWords, t, type Word } from '../../../i18n'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { useOpenForm } from '../../lead/forms/persisted-form'
import { useSignedIn } from '../../lead/signed-in'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { ChooseUnit } from '../shared/choose-unit'
import { DeskPage } from '../shared/desk-page'
import { usePlaceName } from '../shared/use-place-name'
import type { PrintedCode, Register } from './api-types'
import { isPrintable } from './code-details'
import { CodeForm } from './code-form'
import { CodesTable } from './codes-table'

addWords(words)

const FITS: Record<string, (row: PrintedCode) => boolean> = {
  all: () => true,
  live: ({ kind, state }) => kind === 'link' && state === 'live',
  unscanned: ({ kind, state, scans }) => kind === 'link' && state === 'live' && !scans,
  over: ({ state }) => state === 'expired' || state === 'ended' || state === 'withdrawn',
  poster: ({ kind }) => kind === 'poster',
  report: ({ kind }) => kind === 'report',
}
const SHOWN = Object.keys(FITS)
/** The name under which the form of a new one is kept. */
const NEW = 'code/new'
/** So many labels are printed on one page. */
const LABELS = 24

/** The register of everything that was printed with a QR code. */
export function Codes() {
  const { query } = address.value
  const asked = query.get('show') ?? ''
  const show = SHOWN.includes(asked) ? asked : 'all'
  const own = useSignedIn()?.unit?.id
  const unit = query.get('unit') ?? own ?? ''
  const answer = useQuery('/api/codes', { unit })
  const [adding, setAdding] = useOpenForm(NEW)
  const register = {
    shown: answer.path,
    hosts: answer.body?.hosts ?? [],
    targets: answer.body?.targets ?? [],
  }
  return (
    <DeskPage
      paper={{
        shown: answer.path,
        whose: usePlaceName({ unit }),
        chosen: [t(`codes.show.${show}` as Word)],
      }}
      title={t('screen.name.codes')}
      under={<p class="soft">{t('codes.why')}</p>}
    >
      {adding && (
        <CodeForm unit={unit} form={NEW} register={register} onClose={() => setAdding(false)} />
      )}
      {!adding && (
        <p class="row no-print">
          <button type="button" class="button primary" onClick={() => setAdding(true)}>
            {t('codes.add')}
          </button>
          <a class="button" href={codesPath(unit)} download>
            {t('codes.xlsx')}
          </a>
        </p>
      )}
      <ChooseUnit value={unit} label={t('codes.unit')} onChange={(unit) => setQuery({ unit })} />
      <Choice
        quiet
        legend={t('codes.show')}
        options={SHOWN.map((one) => ({ value: one, label: t(`codes.show.${one}` as Word) }))}
        value={show}
        onChange={(show) => setQuery({ show })}
      />
      <ServerAnswer answer={answer}>
        {({ rows, more }) => (
          <>
            {more && <p class="hint">{t('codes.more')}</p>}
            <List all={rows} shown={rows.filter(FITS[show] ?? (() => true))} register={register} />
          </>
        )}
      </ServerAnswer>
    </DeskPage>
  )
}

function List({
  all,
  shown,
  register,
}: {
  all: PrintedCode[]
  shown: PrintedCode[]
  register: Register
}) {
  if (shown.length === 0)
    return <p class="empty">{t(all.length === 0 ? 'codes.none' : 'codes.none_shown')}</p>
  const printed = shown.flatMap((row) => (row.code && isPrintable(row) ? [row.code] : []))
  const labels = printed.slice(0, LABELS)
  return (
    <>
      {labels.length > 1 && (
        <p class="no-print">
          <a class="button" href={sheetPath(labels, 'labels')} target="_blank" rel="noreferrer">
            {t('codes.labels_of_all', { n: labels.length })}
          </a>
        </p>
      )}
      <CodesTable rows={shown} register={register} />
    </>
  )
}
