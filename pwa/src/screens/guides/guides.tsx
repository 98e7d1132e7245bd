import { Field } from '../../components/field'
import { Icon } from '../../components/icon'
import { Page } from '../../components/page'
import { language, t } from '../../i18n'
import { useLive } from '../../queries'
import { type FoundGuide, findGuides } from '../../queries/find-guides'
import { guides, titleOf } from '../../queries/guides'
import { address } from '../router'
import { setQuery } from '../shared/set-query'
import { StepPicture } from './pictures'

/** All guides, and a field that finds the one with a word in it. */
export function Guides() {
  const all = useLive(guides())
  // In the address, so that it is still there on the way back from a guide.
  const typed = address.value.query.get('q') ?? ''
  if (!all) return <Page title={t('screen.name.guides')} back="/" />
  const found = findGuides(all, typed, language.value)
  return (
    <Page title={t('screen.name.guides')} back="/">
      {all.length > 0 && (
        <Field
          label={t('guides.find')}
          hint={t('guides.find.hint')}
          value={typed}
          onInput={(q) => setQuery({ q })}
          autocomplete="off"
          spellcheck={false}
        />
      )}
      {found.length > 0 ? (
        <ul class="lines">
          {found.map((one) => (
            <li key={one.guide.code}>
              <Line {...one} search={location.search} />
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

function Line({ guide, sentence, search }: FoundGuide & { search: string }) {
  return (
    <a class="guide-line" href={`/guides/${guide.code}${search}`}>
      <StepPicture name={guide.steps.find((step) => step.picture)?.picture ?? null} />
      <span class="what">
        {titleOf(guide, language.value)}
        {sentence && <small>{sentence}</small>}
      </span>
      <Icon name="forward" size={20} />
    </a>
  )
}
