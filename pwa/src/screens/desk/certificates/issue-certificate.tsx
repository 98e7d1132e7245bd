import '../../../styles/desk.css'
import {
  type Certificate,
  type CertificateParams,
  type CertificatePreview,
  issueCertificate,
} from '../../../actions/desk/certificates'
import { Figures } from '../../../components/figures'
import { DayField } from '../../../components/lead/day-field'
import { useOnce } from '../../../components/once'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import { inVietnam, isDay } from '../../../i18n/dates'
import { formatDay, formatNumber } from '../../../i18n/format'
import { formatCode } from '../../../queries/codes'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { todayHere } from '../../lead/today'
import { address, go } from '../../router'
import { setQuery } from '../../shared/set-query'
import { DeskPage } from '../shared/desk-page'
import { MemberSelect, TeamSelect } from '../shared/member-select'

/** Of whom and of which days, the figures, and what was issued before. The address keeps the choice. */
export function IssueCertificate() {
  const { query } = address.value
  const today = todayHere()
  const of = {
    team: query.get('team') ?? '',
    member: query.get('member') ?? '',
    from: dayIn(query, 'from') ?? `${today.slice(0, 4)}-01-01`,
    to: dayIn(query, 'to') ?? today,
  }
  return (
    <DeskPage
      paper={{ shown: null }}
      title={t('screen.name.certify')}
      back={of.team ? `/desk/team/${of.team}` : '/desk/teams'}
      under={<p class="soft">{t('certificate.about')}</p>}
    >
      <form class="card roomy" onSubmit={(event) => event.preventDefault()}>
        <TeamSelect
          label={t('certificate.team')}
          value={of.team}
          onChange={(team) => setQuery({ team, member: undefined })}
        />
        {of.team && (
          <MemberSelect
            key={of.team}
            approvedOnly
            label={t('certificate.member')}
            team={of.team}
            value={of.member}
            onChange={(member) => setQuery({ member })}
          />
        )}
        <div class="two">
          <DayField
            label={t('form.from')}
            max={today}
            value={of.from}
            wrong={of.from > of.to ? t('form.days_turned') : undefined}
            onInput={(from) => from && setQuery({ from })}
          />
          <DayField
            label={t('form.to')}
            max={today}
            value={of.to}
            onInput={(to) => to && setQuery({ to })}
          />
        </div>
      </form>
      {of.team && of.member && of.from <= of.to && <Preview key={of.member} of={of} />}
    </DeskPage>
  )
}

function dayIn(query: URLSearchParams, name: string): string | null {
  const day = query.get(name)
  return day && isDay(day) ? day : null
}

function Preview({ of }: { of: CertificateParams }) {
  const answer = useQuery('/api/teams/{team_id}/members/{member_id}/certificates', {
    team_id: of.team,
    member_id: of.member,
    from: of.from,
    to: of.to,
  })
  const { busy, once } = useOnce()
  const issue = async () => {
    const done = await issueCertificate(of)
    if (!done.ok) return showSnackbar(problem(done.problem))
    showSnackbar(t('certificate.issue.done'))
    go(certificateAddress(done.code))
  }
  return (
    <ServerAnswer answer={answer}>
      {({ member, from, days, sessions, hours, elsewhere, rows }) => (
        <>
          <section class="card roomy">
            <h2>{member.name}</h2>
            <Figures
              figures={[
                { label: t('certificate.days'), value: days, counts: 'days' },
                { label: t('certificate.sessions'), value: sessions, counts: 'sessions' },
                ...(hours > 0 ? [{ label: t('certificate.hours'), value: hours }] : []),
              ]}
            />
            {from > of.from && (
              <p class="hint">{t('certificate.known_from', { day: formatDay(from) })}</p>
            )}
            <p class="soft small">{t('certificate.counted')}</p>
            {sessions > 0 ? (
              <p class="row">
                <button
                  type="button"
                  class="button primary"
                  disabled={busy}
                  onClick={() => once(issue)}
                >
                  {t('certificate.issue')}
                </button>
              </p>
            ) : (
              !elsewhere?.length && <p>{problem('nothing_to_confirm')}</p>
            )}
            <Elsewhere of={of} teams={elsewhere} />
          </section>
          <Issued rows={rows} />
        </>
      )}
    </ServerAnswer>
  )
}

interface ElsewhereProps {
  of: CertificateParams
  /** An answer that was kept by an earlier version has none. */
  teams: CertificatePreview['elsewhere'] | undefined
}

/** Whoever was moved has a paper about each team. */
function Elsewhere({ of, teams = [] }: ElsewhereProps) {
  if (teams.length === 0) return null
  return (
    <>
      <p>{t('certificate.elsewhere')}</p>
      <ul class="lines">
        {teams.map(({ id, name, sessions }) => (
          <li key={id}>
            <a class="line" href={`/desk/certify?${new URLSearchParams({ ...of, team: id })}`}>
              <span class="name">{name}</span>
              <span class="soft small number">{t('certificate.elsewhere.n', { n: sessions })}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What was issued to the same person about the same team, the latest first. */
function Issued({ rows }: { rows: Certificate[] }) {
  if (rows.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('certificate.issued')}</h2>
      <ul class="lines">
        {rows.map((row) => (
          <li key={row.code}>
            <a class="line" href={certificateAddress(row.code)}>
              <span class="spread">
                <span class="name number">{formatCode(row.code)}</span>
                {row.withdrawn_at && (
                  <span class="tag attention">{t('certificate.withdrawn.tag')}</span>
                )}
              </span>
              <span class="soft small number">
                {[
                  `${formatDay(row.from)} – ${formatDay(row.to)}`,
                  t('certificate.figures', {
                    days: formatNumber(row.days),
                    sessions: formatNumber(row.sessions),
                  }),
                  t('certificate.by', {
                    who: row.issued_by,
                    day: formatDay(inVietnam(row.issued_at).day),
                  }),
                ].join(' · ')}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

const certificateAddress = (code: string): string => `/desk/certificate/${code}`
