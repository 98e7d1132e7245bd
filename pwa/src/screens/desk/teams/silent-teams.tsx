import { Copy } from '../../../components/copy'
import { canShare, share } from '../../../components/share'
import { t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { ServerAnswer, useQuery } from '../../lead/answer'
import type { SilentTeam } from '../../lead/api-types'
import { formatUnit } from '../shared/tree'

interface Props {
  where: { unit?: string; team?: string }
}

/** The teams that sent nothing today, each with a word for its lead. */
export function SilentTeams({ where }: Props) {
  const answer = useQuery('/api/tallies/silent', where)
  return (
    <ServerAnswer answer={answer}>
      {({ rows, teams, without_phone = [] }) => (
        <>
          {rows.length === 0 ? (
            without_phone.length === 0 && (
              <p class="card calm" role="status">
                {t('desk.silent.none', { teams })}
              </p>
            )
          ) : (
            <section class="stack">
              <h2>{t('desk.silent.title', { n: rows.length, teams })}</h2>
              <ul class="grid">
                {rows.map((row) => (
                  <Silent key={row.team.id} row={row} />
                ))}
              </ul>
            </section>
          )}
          {without_phone.length > 0 && (
            <section class="stack small-gap">
              <h2>{t('desk.silent.without_phone', { n: without_phone.length })}</h2>
              <p class="soft small">{t('desk.silent.without_phone.why')}</p>
              <ul class="row">
                {without_phone.map(({ id, name }) => (
                  <li key={id}>
                    <a class="link" href={`/desk/team/${id}`}>
                      {name}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </ServerAnswer>
  )
}

function Silent({ row }: { row: SilentTeam }) {
  const { team, unit, leads, last_contact, unsent_at_least } = row
  const told = [
    last_contact
      ? t('desk.silent.last', { when: formatInstant(last_contact) })
      : t('desk.silent.never'),
    unsent_at_least > 0 && t('desk.silent.holds', { n: unsent_at_least }),
  ]
  const text = reminderTo(row)
  return (
    <li class="card small-gap">
      <h3>
        <a class="link" href={`/desk/team/${team.id}`}>
          {team.name}
        </a>
      </h3>
      {unit && (
        <p class="soft small">{formatUnit({ kind: unit.kind ?? '', name: unit.name ?? '' })}</p>
      )}
      <p class="number">{told.filter(Boolean).join(' · ')}</p>
      <p class="small">
        {leads.length > 0
          ? t('desk.silent.leads', { names: leads.join(', ') })
          : t('desk.silent.no_lead')}
      </p>
      <p class="row no-print">
        <Copy text={text} label={t('desk.silent.copy')} />
        {canShare() && (
          <button type="button" class="button" onClick={() => void share({ text })}>
            {t('desk.silent.share')}
          </button>
        )}
      </p>
    </li>
  )
}

/** What a coordinator writes to who leads a silent team. `now` in ms. */
export function reminderTo(row: SilentTeam, now = Date.now()): string {
  const { team, leads, last_contact } = row
  const name = team.name ?? ''
  return t('desk.silent.message', {
    who: leads.length > 0 ? leads.join(', ') : t('desk.silent.someone', { team: name }),
    team: name,
    last: last_contact
      ? t('desk.silent.last.said', { when: formatInstant(last_contact, now) })
      : t('desk.silent.never.said'),
  }).normalize('NFC')
}
