import { useState } from 'preact/hooks'
import { Field } from '../../components/field'
import { Page } from '../../components/page'
import { t } from '../../i18n'
import { catalogue, useLive } from '../../queries'
import { readVisit, visits } from '../../queries/visits'
import { SessionLine } from '../shared/session-line'

/** Finds the visit whose code stands on a citizen's slip of paper. */
export function FindVisit() {
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const code = readVisit(typed)
  return (
    <Page title={t('screen.name.visit')} back="/sent">
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault()
          setWrong(code === null)
        }}
      >
        <Field
          label={t('visit.label')}
          hint={t('visit.hint')}
          value={typed}
          onInput={(text) => {
            setTyped(text)
            setWrong(false)
          }}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          wrong={wrong ? t('visit.wrong') : undefined}
        />
        <button type="submit" class="button primary" disabled={!typed.trim()}>
          {t('visit.find')}
        </button>
      </form>
      {code && <Found code={code} />}
    </Page>
  )
}

/** As soon as the code is whole, without another tap. */
function Found({ code }: { code: string }) {
  const known = useLive(catalogue())
  const found = useLive(visits(code))
  if (!known || !found) return null
  return (
    <section class="stack" role="status">
      {found.length === 0 && <p class="empty">{t('visit.none')}</p>}
      {found.length > 0 && (
        <ul class="lines">
          {found.map((session) => (
            <li key={session.id}>
              <SessionLine session={session} catalogue={known} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
