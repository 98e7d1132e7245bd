import '../../../styles/desk.css'
import files from 'virtual:words/files'
import words from 'virtual:words/sites'
import { makeSite, sitesPath } from '../../../actions/desk/sites'
import { Choice } from '../../../components/choice'
import { addWords, t, type Word } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { formatNumber } from '../../../i18n/format'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { useOpenForm } from '../../lead/forms/persisted-form'
import { useSignedIn } from '../../lead/signed-in'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { ChooseUnit } from '../shared/choose-unit'
import { DeskPage } from '../shared/desk-page'
import { usePlaceName } from '../shared/use-place-name'
import type { Site } from './api-types'
import { SiteForm } from './site-form'

addWords({ ...files, ...words })

const STATES = ['draft', 'waiting', 'live', 'withdrawn'] as const
/** The name under which the form of a new one is kept. */
const NEW = 'site/new'

/** The heritage sites that a unit presents. */
export function SitesPage() {
  const { query } = address.value
  const only = STATES.find((one) => one === query.get('state'))
  const state = only ?? 'all'
  const own = useSignedIn()?.unit?.id
  const unit = query.get('unit') ?? own ?? ''
  const answer = useQuery('/api/sites', { unit, state: only })
  const [adding, setAdding] = useOpenForm(NEW)
  return (
    <DeskPage
      paper={{
        shown: answer.path,
        whose: usePlaceName({ unit }),
        chosen: [t(`sites.state.${state}` as Word)],
      }}
      title={t('screen.name.sites')}
      under={<p class="soft">{t('sites.why')}</p>}
    >
      {adding && (
        <SiteForm
          form={NEW}
          content={null}
          unit={unit}
          save={(content, values) =>
            makeSite({ unit: values.unit ?? unit, name: values.name ?? '', content }, answer.path)
          }
          onClose={() => setAdding(false)}
        />
      )}
      {!adding && (
        <p class="row no-print">
          <button type="button" class="button primary" onClick={() => setAdding(true)}>
            {t('sites.add')}
          </button>
          <a class="button" href={sitesPath(unit, only)} download>
            {t('sites.xlsx')}
          </a>
          <a class="button" href="/p/" target="_blank" rel="noreferrer">
            {t('sites.public')}
          </a>
        </p>
      )}
      <ChooseUnit value={unit} label={t('sites.unit')} onChange={(unit) => setQuery({ unit })} />
      <Choice
        quiet
        legend={t('sites.state')}
        options={['all', ...STATES].map((one) => ({
          value: one,
          label: t(`sites.state.${one}` as Word),
        }))}
        value={state}
        onChange={(state) => setQuery({ state })}
      />
      <ServerAnswer answer={answer}>
        {({ rows, more }) => (
          <>
            {more && <p class="hint">{t('sites.more')}</p>}
            {rows.length === 0 && (
              <p class="empty">{t(state === 'all' ? 'sites.none' : 'sites.none_shown')}</p>
            )}
            <ul class="plain-list stack">
              {rows.map((row) => (
                <li class="card" key={row.id}>
                  <SiteCard row={row} />
                </li>
              ))}
            </ul>
          </>
        )}
      </ServerAnswer>
    </DeskPage>
  )
}

function SiteCard({ row }: { row: Site }) {
  return (
    <>
      <h2>
        <a href={`/desk/sites/${row.id}`}>{row.title}</a>
      </h2>
      <p class="number">
        <strong>{t(`sites.state.${row.state}` as Word)}</strong> · {row.unit_name} ·{' '}
        {t('sites.scans', { n: formatNumber(row.scans) })}
      </p>
      <p class="soft small number">
        {[
          t(`sites.kind.${row.kind}` as Word),
          t('sites.written', { when: formatInstant(row.written_at, 0) }),
        ].join(' · ')}
      </p>
      {row.lacks > 0 && (
        <p class="small">
          <strong>{t('sites.lacks', { n: formatNumber(row.lacks) })}</strong>
        </p>
      )}
      {row.state === 'waiting' && (
        <p class="small">{t(row.is_own ? 'sites.waits.own' : 'sites.waits.you')}</p>
      )}
      {row.live !== null && row.state !== 'live' && <p class="small">{t('sites.older_public')}</p>}
    </>
  )
}
