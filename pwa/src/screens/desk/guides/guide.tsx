import '../../../styles/desk.css'
import { writeGuide } from '../../../actions/desk/guides'
import { useOnce } from '../../../components/once'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import { Steps } from '../../guides/guide'
import { ServerAnswer, useQuery } from '../../lead/answer'
import type { GuideRow } from '../../lead/api-types'
import { forms } from '../../lead/forms/form-names'
import { useOpenForm } from '../../lead/forms/persisted-form'
import { mayEditCatalogue, useSignedIn } from '../../lead/signed-in'
import type { ScreenProps } from '../../route'
import { DeskPage } from '../shared/desk-page'
import { GuideForm } from './guide-form'
import { titleIn, writtenBy } from './guides'

/** One guide as phones show it, the form that writes it anew, and all that it ever said. */
export function GuidePage({ params }: ScreenProps) {
  const code = params.code ?? ''
  const answer = useQuery('/api/guides/{code}/versions', { code })
  const last = answer.body?.rows[0]
  return (
    <DeskPage
      paper={{ shown: answer.path, whose: null }}
      title={last ? titleIn(last) : t('screen.name.desk_guide')}
      back="/desk/guides"
      under={last && <p class="soft">{writtenBy(last)}</p>}
    >
      <ServerAnswer answer={answer}>
        {({ rows: [now, ...before] }) =>
          now && <GuideVersions key={code} now={now} before={before} />
        }
      </ServerAnswer>
    </DeskPage>
  )
}

function GuideVersions({ now, before }: { now: GuideRow; before: GuideRow[] }) {
  const keeps = mayEditCatalogue(useSignedIn())
  const [open, setOpen] = useOpenForm(forms.guide(now.code))
  const { busy, once } = useOnce()
  const again = async (row: GuideRow) => {
    const { title_vi, title_en, services, steps } = row
    // Its words come back; where it stands and whether phones show it is as it is now.
    const { sort, active } = now
    const said = { title_vi, title_en, sort, active, services, steps }
    const answer = await writeGuide(now.code, { ...said, version: now.version })
    showSnackbar(answer.ok ? t('guide.again.done', { n: row.version }) : problem(answer.problem))
  }
  return (
    <>
      {open && keeps ? (
        <>
          <GuideForm
            row={now}
            taken={[]}
            onDone={() => setOpen(false)}
            onClose={() => setOpen(false)}
          />
          <details class="more">
            <summary>{`${t('guide.now')} · ${writtenBy(now)}`}</summary>
            <Steps guide={now} />
          </details>
        </>
      ) : (
        <>
          {keeps && (
            <p>
              <button type="button" class="button primary" onClick={() => setOpen(true)}>
                {t('guide.edit')}
              </button>
            </p>
          )}
          <Steps guide={now} />
        </>
      )}
      {before.length > 0 && (
        <section class="stack">
          <h2>{t('guide.history')}</h2>
          {before.map((row) => (
            <details class="more" key={row.version}>
              <summary>{`${titleIn(row)} · ${writtenBy(row)}`}</summary>
              <Steps guide={row} />
              {keeps && (
                <button
                  type="button"
                  class="button"
                  disabled={busy}
                  onClick={() => once(() => again(row))}
                >
                  {t('guide.again')}
                </button>
              )}
            </details>
          ))}
        </section>
      )}
    </>
  )
}
