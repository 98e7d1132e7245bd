import '../../../styles/desk.css'
import '../../../styles/excel.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import {
  type ChosenFile,
  checkFile,
  excelPath,
  type ImportReport,
  importFile,
  type Kind,
  readChosenFile,
} from '../../../actions/desk/excel'
import { refreshAnswer } from '../../../actions/lead/refresh'
import { FileButton } from '../../../components/file-button'
import { Icon } from '../../../components/icon'
import { useOnce } from '../../../components/once'
import { Page } from '../../../components/page'
import { t } from '../../../i18n'
import { useLive } from '../../../queries'
import { deskAnswer } from '../../../queries/desk-answer'
import { useQuery } from '../../lead/answer'
import { type FormProblem, formProblem, ProblemMessage } from '../../lead/problem-message'
import { address } from '../../router'
import { ExcelReport } from './excel-report'

/** People out of an Excel file, into one team or into all that the rows name. */
export function ImportMembers() {
  const team = address.value.query.get('team') ?? undefined
  return <Import key={team} kind="members" team={team} />
}

/** Units out of an Excel file. */
export function ImportUnits() {
  return <Import kind="units" />
}

interface Props {
  kind: Kind
  team?: string | undefined
}

/** What was chosen, what the server says of it, and whether it stands in the book by now. */
interface Looked {
  file: ChosenFile
  report: ImportReport
}

function Import({ kind, team }: Props) {
  const known = useLive(deskAnswer('/api/teams/{team_id}', { team_id: team ?? '' }))?.body
  const [looked, setLooked] = useState<Looked | null>(null)
  const [said, setSaid] = useState<FormProblem | null>(null)
  const { busy, once } = useOnce()
  // The page may be opened without the team's own.
  useEffect(() => {
    if (team) void refreshAnswer('/api/teams/{team_id}', { team_id: team })
  }, [team])
  const refusal = useRef<HTMLDivElement>(null)
  // On a phone it stands below what is seen.
  useEffect(() => {
    if (said) refusal.current?.scrollIntoView({ block: 'center' })
  }, [said])
  const refuse = (code: string, details?: Readonly<Record<string, unknown>>) => {
    const { text, ...rest } = formProblem(code, t('excel.offline'))
    const missing = details?.missing
    const more = Array.isArray(missing) ? t('excel.missing', { names: missing.join(', ') }) : ''
    setSaid({ text: `${text} ${more}`.trim(), ...rest })
  }
  const look = async (chosen: File) => {
    setLooked(null)
    setSaid(null)
    const taken = await readChosenFile(chosen)
    const answer = taken.ok ? await checkFile(kind, taken.file, team) : taken
    if (taken.ok && answer.ok) setLooked({ file: taken.file, report: answer.report })
    else if (!answer.ok) refuse(answer.problem, answer.details)
  }
  const write = async ({ file }: Looked) => {
    setSaid(null)
    const answer = await importFile(kind, file, team)
    if (answer.ok) return setLooked({ file, report: answer.report })
    // Somebody changed the book since it was looked at.
    if (answer.problem === 'sheet_refused')
      setLooked({ file, report: answer.details as unknown as ImportReport })
    refuse(answer.problem)
  }
  return (
    <Page
      wide
      title={t(`screen.name.desk_import_${kind}`)}
      back={kind === 'units' ? '/desk/units' : team ? `/desk/team/${team}` : '/desk/teams'}
      under={<p class="soft">{t(`excel.${kind}.what`)}</p>}
    >
      <NoNetwork />
      <section class="card roomy">
        <p>{t('excel.how')}</p>
        {kind === 'members' && (
          <p>
            {known && team ? `${t('excel.members.team', { team: known.name })} ` : ''}
            {t('excel.members.private')}
          </p>
        )}
        <p class="row">
          <a class="button" href={excelPath(kind, team, true)} download>
            <Icon name="save" size={20} />
            {t('excel.template')}
          </a>
          <a class="button" href={excelPath(kind, team)} download>
            <Icon name="save" size={20} />
            {t('excel.take')}
          </a>
        </p>
        <p>
          <ChooseFile
            again={looked !== null}
            busy={busy}
            onFile={(file) => once(() => look(file))}
          />
        </p>
        {busy && <p role="status">{t(looked ? 'form.busy' : 'excel.looking')}</p>}
        <div ref={refusal}>
          <ProblemMessage said={said} />
        </div>
      </section>
      {looked && <Seen looked={looked} busy={busy} onWrite={() => once(() => write(looked))} />}
    </Page>
  )
}

/** Told before a file is made ready for nothing. */
function NoNetwork() {
  const { trouble } = useQuery('/api/session')
  if (trouble !== 'unreachable') return null
  return (
    <p class="card quiet" role="status">
      {t('excel.no_network')}
    </p>
  )
}

interface ChooseProps {
  again: boolean
  busy: boolean
  onFile: (file: File) => void
}

function ChooseFile({ again, busy, onFile }: ChooseProps) {
  return (
    <FileButton
      primary={!again}
      label={t(again ? 'excel.choose.again' : 'excel.choose')}
      accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      disabled={busy}
      onFile={onFile}
    />
  )
}

interface SeenProps {
  looked: Looked
  busy: boolean
  onWrite: () => void
}

function Seen({ looked: { file, report }, busy, onWrite }: SeenProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { written, errors_in_all, added, changed, unchanged } = report
  useEffect(() => heading.current?.focus(), [written])
  const news = added + changed
  return (
    <section class="card roomy">
      <h2 ref={heading} tabIndex={-1}>
        {written
          ? t('excel.done', { added, changed, unchanged })
          : t('excel.found', { file: file.name, n: report.rows })}
      </h2>
      <ExcelReport report={report} />
      {!written && errors_in_all === 0 && report.rows > 0 && news === 0 && (
        <p>{t('excel.nothing')}</p>
      )}
      {!written && errors_in_all === 0 && news > 0 && (
        <p>
          <button type="button" class="button primary" disabled={busy} onClick={onWrite}>
            {busy ? t('form.busy') : t('excel.write')}
          </button>
        </p>
      )}
    </section>
  )
}
