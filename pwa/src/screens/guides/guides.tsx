import { useState } from 'preact/hooks'
import { Field } from '../../components/field'
import { Icon } from '../../components/icon'
import { Page } from '../../components/page'
import { language, t } from '../../i18n'
import { useLive } from '../../queries'
import { type FoundGuide, findGuides, guides, titleOf } from '../../queries/guides'
import { StepPicture } from './pictures'

/** All guides, and a field that finds the one with a word in it. */
export function Guides() {
  const all = useLive(guides())
  const [typed, setTyped] = useState('')
  if (!all) return <Page title={t('screen.name.guides')} back="/" />
  const found = findGuides(all, typed, language.value)
  return (
    <Page title={t('screen.name.guides')} back="/">
      {all.length > 0 && (
        <Field
          label={t('guides.find')}
          hint={t('guides.find.hint')}
          value={typed}
          onInput={setTyped}
          autocomplete="off"
          spellcheck={false}
        />
      )}
      {found.length > 0 ? (
        <ul class="lines">
          {found.map((one) => (
            <li key={one.guide.code}>
              <Line {...one} />
            </li>
          ))}
        </ul>
      ) : (
        <p class="empty" role="status">
          {t(all.length > 0 ? 'guides.none' : 'guides.not_yet')}
        </p>
      )}
    </Page>
  )
}

function Line({ guide, sentence }: FoundGuide) {
  return (
    <a class="guide-line" href={`/guides/${guide.code}`}>
      <StepPicture name={guide.steps.find((step) => step.picture)?.picture ?? null} />
      <span class="what">
        {titleOf(guide, language.value)}
        {sentence && <small>{sentence}</small>}
      </span>
      <Icon name="forward" size={20} />
    </a>
  )
}
