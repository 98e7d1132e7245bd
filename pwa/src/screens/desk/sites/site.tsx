import '../../../styles/desk.css'
import files from 'virtual:words/files'
import words from 'virtual:words/sites'
import { useState } from 'preact/hooks'
import { passOn, takeBack, versionPath, withdrawSite, writeSite } from '../../../actions/desk/sites'
import type { Outcome } from '../../../actions/outcome'
import { pathOf } from '../../../api/paths'
import { useOnce } from '../../../components/once'
import { Confirm } from '../../../components/sheet'
import { showSnackbar } from '../../../components/snackbar'
import { addWords, problem, t, type Word } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { formatNumber } from '../../../i18n/format'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { useOpenForm } from '../../lead/forms/persisted-form'
import type { ScreenProps } from '../../route'
import { PrintCode } from '../codes/print-code'
import { DeskPage } from '../shared/desk-page'
import type { SiteInFull, SiteVersion } from './api-types'
import { SiteForm } from './site-form'

addWords({ ...files, ...words })

/** One heritage site: how it stands, what can be done with it, and all that it ever said. */
export function SitePage({ params }: ScreenProps) {
  const id = params.id ?? ''
  const answer = useQuery('/api/sites/{site_id}', { site_id: id })
  return (
    <DeskPage
      paper={{ shown: answer.path, whose: null }}
      title={answer.body?.title ?? t('screen.name.site')}
      back="/desk/sites"
    >
      <ServerAnswer answer={answer}>
        {(site) => (
          <>
            <Standing site={site} />
            <Versions site={site} />
          </>
        )}
      </ServerAnswer>
    </DeskPage>
  )
}

function Standing({ site }: { site: SiteInFull }) {
  const form = `site/${site.id}`
  const [writing, setWriting] = useOpenForm(form)
  const { busy, once } = useOnce()
  const act = (done: Word, run: () => Promise<Outcome>) =>
    void once(async () => {
      const answer = await run()
      showSnackbar(answer.ok ? t(done) : whyNot(answer))
    })
  if (writing && site.is_kept)
    return (
      <SiteForm
        form={form}
        content={site.content}
        latest={site.latest}
        files={site.files}
        save={(content, { seen }) => writeSite(site.id, Number(seen), content)}
        onClose={() => setWriting(false)}
      />
    )
  return (
    <section class="card stack">
      <p class="number">
        <strong>{t(`sites.state.${site.state}` as Word)}</strong> · {site.unit_name} ·{' '}
        {t('sites.scans', { n: formatNumber(site.scans) })}
      </p>
      <p>{whyOf(site)}</p>
      {site.lacks > 0 && <p class="stop">{t('sites.lacks', { n: formatNumber(site.lacks) })}</p>}
      {site.live !== null && (
        <p>
          <a class="link" href={site.path} target="_blank" rel="noreferrer">
            {t('sites.open', { path: site.path })}
          </a>
        </p>
      )}
      {site.is_kept && (
        <div class="row no-print">
          {site.state === 'draft' && (
            <button
              type="button"
              class="button primary"
              disabled={busy}
              onClick={() =>
                act('sites.submitted', () => passOn(site.id, 'submission', site.latest))
              }
            >
              {t('sites.submit')}
            </button>
          )}
          {site.state === 'waiting' && !site.is_own && <Approve site={site} act={act} />}
          {site.state === 'waiting' && (
            <button
              type="button"
              class="button"
              disabled={busy}
              onClick={() => act('sites.taken_back', () => takeBack(site.id))}
            >
              {t('sites.take_back')}
            </button>
          )}
          {site.state !== 'waiting' && (
            <button type="button" class="button" onClick={() => setWriting(true)}>
              {t('sites.write')}
            </button>
          )}
          <PrintCode
            record={{ kind: 'heritage_site', id: site.id, unit: site.unit, title: site.title }}
            code={site.code}
            shown={pathOf('/api/sites/{site_id}', { site_id: site.id })}
          />
          {site.live !== null && <Withdraw site={site} act={act} />}
        </div>
      )}
    </section>
  )
}

interface ActProps {
  site: SiteInFull
  act: (done: Word, run: () => Promise<Outcome>) => void
}

function Approve({ site, act }: ActProps) {
  const [asking, setAsking] = useState(false)
  const approve = () => {
    setAsking(false)
    act('sites.approved', () => passOn(site.id, 'approval', site.latest))
  }
  return (
    <>
      <button type="button" class="button primary" onClick={() => setAsking(true)}>
        {t('sites.approve')}
      </button>
      {asking && (
        <Confirm
          question={t('sites.approve.sure')}
          detail={t('sites.approve.why')}
          yes={t('sites.approve')}
          onYes={approve}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  )
}

function Withdraw({ site, act }: ActProps) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" class="button plain" onClick={() => setAsking(true)}>
        {t('sites.withdraw')}
      </button>
      {asking && (
        <Confirm
          danger
          question={t('sites.withdraw.sure')}
          detail={t('sites.withdraw.why')}
          yes={t('sites.withdraw')}
          onYes={() => {
            setAsking(false)
            act('sites.withdrawn', () => withdrawSite(site.id))
          }}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  )
}

function Versions({ site }: { site: SiteInFull }) {
  return (
    <section class="stack">
      <h2>{t('sites.versions')}</h2>
      <ul class="plain-list stack">
        {site.versions.map((one) => (
          <li class="card" key={one.number}>
            <p>
              <a
                class="link"
                href={versionPath(site.id, one.number)}
                target="_blank"
                rel="noreferrer"
              >
                {t('sites.version', { n: one.number })}
              </a>
              {one.number === site.live && <strong> · {t('sites.state.live')}</strong>}
            </p>
            <p class="soft small number">{storyOf(one)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Why something was not done; of pictures and recordings also which one. */
function whyNot({ problem: code, details }: Extract<Outcome, { ok: false }>): string {
  const errors = details?.errors as { json?: object } | undefined
  const [field = ''] = Object.keys(errors?.json ?? {})
  const number = /^pictures\.(\d)$/.exec(field)?.[1]
  if (!number && !field.endsWith('sound')) return problem(code)
  const what = number ? t('sites.picture', { n: Number(number) + 1 }) : t('sites.sound.named')
  return t(code === 'blob_missing' ? 'sites.file.lost' : 'sites.file.failed', { what })
}

function whyOf({ state, is_own, live }: SiteInFull): string {
  if (state === 'waiting') return t(is_own ? 'sites.waits.own' : 'sites.waits.you')
  if (state === 'draft') return t(live === null ? 'sites.draft.why' : 'sites.draft.live')
  return t(state === 'live' ? 'sites.live.why' : 'sites.withdrawn.why')
}

function storyOf(one: SiteVersion): string {
  const at = (when: string | null) => (when ? formatInstant(when, 0) : '')
  return [
    t('sites.version.written', { who: one.written_by, when: at(one.written_at) }),
    one.submitted_by &&
      t('sites.version.submitted', { who: one.submitted_by, when: at(one.submitted_at) }),
    one.approved_by &&
      t('sites.version.approved', { who: one.approved_by, when: at(one.approved_at) }),
  ]
    .filter(Boolean)
    .join(' · ')
}
