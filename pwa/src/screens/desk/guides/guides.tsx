import '../../../styles/desk.css'
import { t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { language } from '../../../i18n/language'
import { StepPicture } from '../../guides/pictures'
import { ServerAnswer, useQuery } from '../../lead/answer'
import type { GuideRow } from '../../lead/api-types'
import { forms } from '../../lead/forms/form-names'
import { useOpenForm } from '../../lead/forms/persisted-form'
import { mayEditCatalogue, useSignedIn } from '../../lead/signed-in'
import { go } from '../../router'
import { DeskPage } from '../shared/desk-page'
import { GuideForm } from './guide-form'

export const titleIn = (row: GuideRow): string =>
  language.value === 'en' ? row.title_en : row.title_vi

/** Which writing it is, by whom and when. */
export const writtenBy = (row: GuideRow): string =>
  t('guide.state', {
    n: row.version,
    who: row.written_by ?? t('guide.came'),
    when: formatInstant(row.written_at),
  })

/** The guides that volunteers read, in their order, and those that phones show no more. */
export function GuidesPage() {
  const answer = useQuery('/api/guides')
  const keeps = mayEditCatalogue(useSignedIn())
  const [adding, setAdding] = useOpenForm(forms.newGuide)
  return (
    <DeskPage
      paper={{ shown: answer.path, whose: null }}
      title={t('screen.name.desk_guides')}
      under={<p class="soft">{t(keeps ? 'guide.why' : 'guide.kept_above')}</p>}
    >
      <ServerAnswer answer={answer}>
        {({ rows }) => (
          <>
            {adding && (
              <GuideForm
                row={null}
                taken={rows.map((row) => row.code)}
                onDone={(code) => go(`/desk/guides/${code}`)}
                onClose={() => setAdding(false)}
              />
            )}
            {!adding && keeps && (
              <p>
                <button type="button" class="button primary" onClick={() => setAdding(true)}>
                  {t('guide.add')}
                </button>
              </p>
            )}
            <Lines rows={rows.filter((row) => row.active)} />
            {rows.some((row) => !row.active) && (
              <section class="stack">
                <h2>{t('catalogue.retired')}</h2>
                <Lines rows={rows.filter((row) => !row.active)} />
              </section>
            )}
          </>
        )}
      </ServerAnswer>
    </DeskPage>
  )
}

function Lines({ rows }: { rows: GuideRow[] }) {
  return (
    <ul class="lines">
      {rows.map((row) => (
        <li key={row.code}>
          <a class="guide-line" href={`/desk/guides/${row.code}`}>
            <StepPicture name={row.steps.find((step) => step.picture)?.picture ?? null} />
            <span class="what">
              {titleIn(row)}
              <small>{writtenBy(row)}</small>
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
