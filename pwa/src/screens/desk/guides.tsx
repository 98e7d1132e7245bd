import '../../styles/desk.css'
import { refreshGuides } from '../../actions/guides'
import { deskKeys } from '../../queries'
import { t } from '../../words'
import { formatInstant } from '../../words/format'
import { language } from '../../words/language'
import { StepPicture } from '../guides/pictures'
import { go } from '../router'
import { Shown, useAnswer } from './answer'
import type { GuideRow, Rows } from './answers'
import { DeskPage } from './desk-page'
import { forms } from './form-names'
import { GuideForm } from './guide-form'
import { keepsCatalogue, useSignedIn } from './signed-in'
import { useOpenForm } from './typed'

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
export function GuidesKept() {
  const answer = useAnswer<Rows<GuideRow>>(deskKeys.guides(), refreshGuides)
  const keeps = keepsCatalogue(useSignedIn())
  const [adding, setAdding] = useOpenForm(forms.newGuide)
  return (
    <DeskPage
      paper={{ shown: deskKeys.guides(), whose: null }}
      title={t('screen.name.desk_guides')}
      back="/desk/more"
      under={<p class="soft">{t(keeps ? 'guide.why' : 'guide.kept_above')}</p>}
    >
      <Shown answer={answer}>
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
      </Shown>
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
