import './words'
import { ownDataFile, type ServerData } from '../../actions/own-data'
import { download } from '../../components/file'
import { Icon } from '../../components/icon'
import { Page } from '../../components/page'
import { canShareFile, shareFile } from '../../components/share'
import { showSnackbar } from '../../components/snackbar'
import { language, problem, t, type Word } from '../../i18n'
import { formatInstant } from '../../i18n/dates'
import { catalogue, useLive } from '../../queries'
import { type OwnData, ownData } from '../../queries/own-data'
import { listSessions } from './list-sessions'
import { pageOfData } from './page-of-data'
import { Requests } from './requests'
import { type Section, sectionsOf } from './sections'
import { type ServerAnswer, useServerData } from './use-server-data'

/** All that is kept about who holds the phone: what is on it, and with a network what the server keeps. */
export function OwnDataScreen() {
  const data = useLive(ownData())
  const member = data?.member
  const told = useServerData(member)
  if (data === undefined) return null
  return (
    <Page title={t('screen.name.own_data')} back="/me" under={data && <Whole told={told} />}>
      {data ? (
        <Whose key={member} data={data} told={told && 'body' in told ? told : null} />
      ) : (
        <p class="empty">{t('own_data.nobody')}</p>
      )}
    </Page>
  )
}

function Whole({ told }: { told: ServerAnswer }) {
  if (!told) return <p role="status">{t('own_data.asking')}</p>
  if ('body' in told)
    return <p role="status">{t('own_data.whole', { at: formatInstant(told.at) })}</p>
  const isOffline = told.problem === 'unreachable'
  return (
    <p role="status">
      {isOffline ? t('own_data.here') : t('own_data.not_here', { why: problem(told.problem) })}
    </p>
  )
}

const nameAct = (action: string): string => {
  const key = `act.${action}`
  const said = t(key as Word)
  return said === key ? action : said
}

interface Props {
  data: OwnData
  told: { body: ServerData; at: string } | null
}

function Whose({ data, told }: Props) {
  const known = useLive(catalogue())
  if (!known) return null
  const server = told?.body ?? null
  const parts = { local: data, server, catalogue: known, nameAct, nameProblem: problem }
  const sections = sectionsOf(parts)
  return (
    <>
      <Requests data={data} told={server?.requests ?? []} />
      <Save data={data} server={server} sections={sections} />
      <section class="card">
        {sections.map((one) => (
          <Part key={one.title} section={one} />
        ))}
      </section>
    </>
  )
}

function Part({ section }: { section: Section }) {
  const { title, count, lines, groups } = section
  return (
    <details class="more">
      <summary>
        <Icon name="forward" size={20} />
        {count === null ? title : `${title} (${count})`}
      </summary>
      <Lines lines={lines} />
      {groups.map((group) => (
        <details class="more" key={group.title}>
          <summary>
            <Icon name="forward" size={20} />
            {group.title}
          </summary>
          <Lines lines={group.lines} />
        </details>
      ))}
    </details>
  )
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <ul class="lines">
      {lines.map((line, at) => (
        <li class="line" key={at}>
          {line}
        </li>
      ))}
    </ul>
  )
}

interface SaveProps {
  data: OwnData
  server: ServerData | null
  sections: Section[]
}

function Save({ data, server, sections }: SaveProps) {
  const make = () => {
    const at = t('own_data.file.made', { at: formatInstant(new Date().toISOString(), 0) })
    const title = t('own_data.file', { name: server?.member.name ?? data.name })
    const notes = server ? [at] : [at, t('own_data.save.part')]
    // Views name who else was there, which a list does not.
    const phone = { ...data, sessions: listSessions(data, null) }
    return ownDataFile(
      pageOfData({
        ...{ language: language.value, title, notes, sections },
        ...{ data: { server, phone }, machine: t('own_data.file.machine') },
      }),
    )
  }
  const save = () => {
    const file = make()
    download(file, file.name)
    showSnackbar(t('own_data.saved_file'))
  }
  return (
    <section class="card stack">
      <div class="row">
        <button type="button" class="button primary" onClick={save}>
          {t('own_data.save')}
        </button>
        {canShareFile(make()) && (
          <button type="button" class="button" onClick={() => void shareFile(make())}>
            {t('own_data.share')}
          </button>
        )}
      </div>
      <p class="soft small">{t(server ? 'own_data.save.why' : 'own_data.save.part')}</p>
    </section>
  )
}
