import { language, t } from '../../i18n'
import { useLive } from '../../queries'
import { guideFor, titleOf } from '../../queries/guides'

/** The way from a service to the guide that helps with it; nothing where there is none. */
export function GuideLink({ service }: { service: string }) {
  const guide = useLive(guideFor(service))
  if (!guide) return null
  return (
    <a class="link" href={`/guides/${guide.code}`}>
      {t('guides.for', { title: titleOf(guide, language.value) })}
    </a>
  )
}
