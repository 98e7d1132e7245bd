import '../../../styles/desk.css'
import { useState } from 'preact/hooks'
import { Field } from '../../../components/field'
import { CsvButton } from '../../../components/lead/csv-button'
import { t, type Word } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { fold } from '../../../i18n/parse'
import { ServerAnswer, useQuery } from '../../lead/answer'
import type { Rows, TeamRow } from '../../lead/api-types'
import { Empty } from '../../lead/empty'
import { forms } from '../../lead/forms/form-names'
import { useOpenForm } from '../../lead/forms/persisted-form'
import { DeskPage } from '../shared/desk-page'
import { ExcelLinks } from '../shared/excel-links'
import { formatUnit } from '../shared/tree'
import { NewTeamForm } from './new-team'

const MANY = 8

/** The teams below the coordinator's unit. */
export function Teams() {
  const answer = useQuery('/api/teams')
  const [sought, setSought] = useState('')
  const [adding, setAdding] = useOpenForm(forms.newTeam)
  const fits = (team: TeamRow) => fold(team.name).includes(fold(sought))
  return (
    <DeskPage
      paper={{ shown: answer.path, chosen: [sought && t('print.sought', { sought })] }}
      title={t('screen.name.teams')}
    >
      {adding ? (
        <NewTeamForm onCancel={() => setAdding(false)} />
      ) : (
        <p class="row">
          <button type="button" class="button primary" onClick={() => setAdding(true)}>
            {t('teams.add')}
          </button>
          {answer.body && answer.body.rows.length > 0 && <TakeTeams rows={answer.body.rows} />}
        </p>
      )}
      <ServerAnswer answer={answer}>
        {({ rows }) => (
          <>
            {rows.length > 0 && <ExcelLinks kind="members" named />}
            {rows.length === 0 && <Empty why="not_begun" text={t('teams.none')} />}
            {rows.length > MANY && (
              <Field type="search" label={t('teams.find')} value={sought} onInput={setSought} />
            )}
            {rows.length > 0 && !rows.some(fits) && (
              <Empty why="filtered" text={t('teams.none_found')}>
                <button type="button" class="button" onClick={() => setSought('')}>
                  {t('empty.search.do')}
                </button>
              </Empty>
            )}
            {rows.some(fits) && (
              <ul class="lines">
                {rows.filter(fits).map((team) => (
                  <li key={team.id}>
                    <Line team={team} />
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </ServerAnswer>
    </DeskPage>
  )
}

function TakeTeams({ rows }: Rows<TeamRow>) {
  return (
    <CsvButton
      name="tung-ngo-doi"
      rows={rows}
      columns={[
        { name: t('teams.name'), cell: (team) => team.name },
        { name: t('teams.kind'), cell: (team) => t(`teams.kind.${team.kind}` as Word) },
        { name: t('teams.unit'), cell: (team) => team.unit && formatUnit(team.unit) },
        { name: t('teams.col.members'), cell: (team) => team.members },
        { name: t('teams.col.phones'), cell: (team) => team.devices },
        { name: t('teams.col.waiting'), cell: (team) => team.waiting },
        { name: t('teams.col.last'), cell: (team) => team.last_contact },
      ]}
    />
  )
}

function Line({ team }: { team: TeamRow }) {
  return (
    <a class="line" href={`/desk/team/${team.id}`}>
      <span class="spread">
        <span class="name">{team.name}</span>
        {team.waiting > 0 && (
          <span class="tag attention">{t('teams.waiting', { n: team.waiting })}</span>
        )}
      </span>
      <span class="soft small number">
        {[
          team.unit && formatUnit(team.unit),
          t('teams.counts', { members: team.members, devices: team.devices }),
          team.last_contact
            ? t('desk.sent_at', { when: formatInstant(team.last_contact) })
            : t('desk.never_sent'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </a>
  )
}
