import './words'
import { useState } from 'preact/hooks'
import { type PapersOf, papersSheet, withdrawPaper } from '../../../actions/desk/papers'
import { Choice } from '../../../components/choice'
import { useOnce } from '../../../components/once'
import { Confirm } from '../../../components/sheet'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t, type Word } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { formatDay } from '../../../i18n/format'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { useOpenForm } from '../../lead/forms/persisted-form'
import { RowActions } from '../../lead/forms/row-actions'
import { formatBytes } from '../../shared/format-bytes'
import { PrintCode } from '../codes/print-code'
import { type Paper, STATES } from './api-types'
import { PaperForm } from './paper-form'
import { Preview } from './preview'
import { Readers } from './reading-figures'

interface Props {
  of: PapersOf
  unit: string
  activity: string | null
  /** No button to add papers: the activity belongs to a unit above. */
  readOnly?: boolean
}

/** Papers of an activity or a unit, and a form for one more. */
export function PaperList({ of, unit, activity, readOnly = false }: Props) {
  const answer = useQuery('/api/papers', of)
  const form = `paper/${activity ?? unit}/new`
  const [adding, setAdding] = useOpenForm(form)
  const close = () => setAdding(false)
  const [chosen, setState] = useState('')
  const held = new Set(answer.body?.rows.map((row) => row.state))
  const states = STATES.filter((one) => held.has(one))
  const state = states.some((one) => one === chosen) ? chosen : ''
  const fits = (row: Paper) => state === '' || row.state === state
  return (
    <>
      {adding ? (
        <PaperForm
          unit={unit}
          activity={activity}
          form={form}
          shown={answer.path}
          onClose={close}
        />
      ) : (
        <p class="row no-print">
          {!readOnly && (
            <button type="button" class="button primary" onClick={() => setAdding(true)}>
              {t('papers.add')}
            </button>
          )}
          {held.size > 0 && (
            <a class="button" href={papersSheet(of, state)} download>
              {t('papers.xlsx')}
            </a>
          )}
        </p>
      )}
      {states.length > 1 && (
        <Choice
          quiet
          legend={t('papers.state')}
          options={[
            { value: '', label: t('papers.state.all') },
            ...states.map((one) => ({ value: one, label: t(`papers.state.${one}` as Word) })),
          ]}
          value={state}
          onChange={setState}
        />
      )}
      <ServerAnswer answer={answer}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p class="empty">{t('papers.none')}</p>
          ) : (
            <ul class="plain-list stack">
              {rows.filter(fits).map((row) => (
                <li class="card" key={row.id}>
                  <PaperCard row={row} shown={answer.path} />
                </li>
              ))}
            </ul>
          )
        }
      </ServerAnswer>
    </>
  )
}

/** One paper; what comes from above is only read. */
export function PaperCard({ row, shown }: { row: Paper; shown: string }) {
  const [asking, setAsking] = useState(false)
  const { once } = useOnce()
  const form = `paper/${row.id}`
  const withdraw = async () => {
    setAsking(false)
    const answer = await withdrawPaper(row.id, shown)
    showSnackbar(answer.ok ? t('papers.withdrawn') : problem(answer.problem))
  }
  const about = [
    t(`paper.kind.${row.kind}` as Word),
    row.number,
    row.issued && formatDay(row.issued),
    !row.from_above && row.unit_name,
  ]
  const forms = row.files.map((one) =>
    t(`papers.as.${one.as}` as Word, { size: formatBytes(one.bytes) }),
  )
  return (
    <>
      <h3>{row.title}</h3>
      {row.from_above && (
        <p>
          <span class="tag">{t('papers.from_above', { unit: row.unit_name })}</span>
        </p>
      )}
      <p class="soft small number">{about.filter(Boolean).join(' · ')}</p>
      <p class="small number">
        {[stateOf(row), t(`papers.readers.${row.readers}` as Word), ...forms].join(' · ')}
      </p>
      {(!row.from_above || row.state === 'live') && <Preview paper={row} />}
      {row.state !== 'withdrawn' && <Readers paper={row} />}
      {row.state !== 'withdrawn' && !row.from_above && row.readers === 'public' && (
        <p class="no-print">
          <PrintCode
            record={{ kind: 'paper', id: row.id, unit: row.unit, title: row.title }}
            code={row.code}
            shown={shown}
          />
        </p>
      )}
      {row.state !== 'withdrawn' && !row.from_above && (
        <RowActions
          name={row.title}
          actions={[
            {
              label: t('papers.change'),
              formName: form,
              form: (close) => (
                <PaperForm
                  unit={row.unit}
                  activity={row.activity}
                  form={form}
                  shown={shown}
                  paper={row}
                  onClose={close}
                />
              ),
            },
            { label: t('papers.withdraw'), danger: true, run: () => setAsking(true) },
          ]}
        />
      )}
      {asking && (
        <Confirm
          danger
          question={t('papers.withdraw.sure', { name: row.title })}
          detail={t('papers.withdraw.why')}
          yes={t('papers.withdraw')}
          onYes={() => once(withdraw)}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  )
}

function stateOf({ state, opens, version }: Paper): string {
  const said =
    state === 'planned' && opens
      ? t('paper.opens', { when: formatInstant(opens, 0) })
      : t(`papers.state.${state}` as Word)
  return version > 1 ? `${said} (${t('papers.version', { n: version })})` : said
}
